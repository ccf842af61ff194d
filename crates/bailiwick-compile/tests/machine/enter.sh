# Makes folders of a scratch root stand where a machine's would, seen by nobody else, and
# runs a command there: enter.sh ROOT STAND_INS COMMAND [ARGUMENT...]
#
# To be started in a mount namespace of its own, by `unshare --mount`.
set -eu
root=$1 stand_ins=$2
shift 2
# Programs behind `/etc/alternatives`, names of users, and the way to `localhost`.
for path in alternatives passwd group hosts nsswitch.conf ld.so.cache localtime; do
  [ ! -e "/etc/$path" ] || [ -e "$root/etc/$path" ] || cp -a "/etc/$path" "$root/etc/$path"
done
for device in null zero urandom fd; do
  if [ "$device" = fd ]; then
    ln -sfn /proc/self/fd "$root/dev/fd"
  else
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  fi
done
for folder in etc mnt opt run var/log dev; do
  mount --rbind "$root/$folder" "/$folder"
done
# Nothing that happens to be installed elsewhere, such as another `aws`.
PATH="$stand_ins:/usr/sbin:/usr/bin:/sbin:/bin"
export PATH
exec "$@"
