#!/bin/bash
# Attaches the data volume to this machine and mounts it: on every boot, and again at will.
#
# It never takes the volume from another machine, and formats it only when it is blank.
set -euo pipefail
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

machine=$(retry metadata instance-id)

describe() {
  aws ec2 describe-volumes --volume-ids "$VOLUME" --output text \
    --query 'Volumes[0].[State, Attachments[0].InstanceId]'
}

# The machine before this one may take minutes to stop; ten of them are waited for.
attach() {
  local answer state holder
  for _ in {1..60}; do
    answer=$(retry describe)
    read -r state holder <<<"$answer"
    case "$state $holder" in
    "in-use $machine") return ;;
    available*)
      say "attaching $VOLUME"
      aws ec2 attach-volume --volume-id "$VOLUME" --instance-id "$machine" \
        --device /dev/sdf >&2 || say 'somebody was faster; looking again'
      ;;
    *) say "$VOLUME is $state at $holder; waiting, since it is not ours to detach" ;;
    esac
    sleep 10
  done
  fail "after ten minutes $VOLUME is still $state at $holder"
}

# The kernel numbers devices as it finds them; only the volume's id stays the same.
device=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME/-/}

appear() {
  for _ in {1..60}; do
    [[ ! -e $device ]] || return 0
    sleep 2
  done
  fail "$VOLUME is attached, but $device did not appear"
}

# `blkid` ends with 2 when it finds nothing at all. A disk that it cannot read looks the
# same, but `mkfs.xfs` fails on that, as it does, without -f, on anything it recognises.
format_if_blank() {
  local status=0
  blkid --probe "$device" >&2 || status=$?
  case $status in
  0) say "$VOLUME is in use already; it stays as it is" ;;
  2)
    say "$VOLUME is blank: making a file system"
    mkfs.xfs "$device" >&2
    ;;
  *) fail "cannot tell what is on $device (blkid: $status)" ;;
  esac
}

mount_by_uuid() {
  local uuid line
  uuid=$(blkid --probe --output value --match-tag UUID "$device") ||
    fail "$device holds something, but no file system"
  line="UUID=$uuid $MOUNT auto defaults,nofail 0 2"
  if ! grep --quiet --line-regexp "$line" /etc/fstab; then
    sed --in-place "\# $MOUNT #d" /etc/fstab
    printf '%s\n' "$line" >>/etc/fstab
    systemctl daemon-reload
  fi
  mkdir --parents "$MOUNT"
  mountpoint --quiet "$MOUNT" || mount "$MOUNT"
}

attach
appear
format_if_blank
mount_by_uuid
while read -r folder; do
  [[ -z $folder ]] || mkdir --parents "$MOUNT/$folder"
done <<<"$FOLDERS"
if [[ -d /opt/bailiwick/volume-files ]]; then
  cp --recursive /opt/bailiwick/volume-files/. "$MOUNT/"
fi
say "$VOLUME is mounted at $MOUNT"
