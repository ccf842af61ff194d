#!/bin/bash
# What a machine of the workload @workload@ does at its first start; safe to run again.
# Everything it and its units say is in /var/log/bailiwick.log.
set -euo pipefail
umask 022
exec >>/var/log/bailiwick.log 2>&1
say() { printf '%s user data: %s\n' "$(date --utc +%FT%TZ)" "$*"; }
trap 'say "failed in line $LINENO"' ERR
say 'starts'

# Each makes a file of its standard input: of a path, a mode when it is not for all to read.
put() {
  mkdir --parents "${1%/*}"
  cat >"$1"
  chmod "${2-644}" "$1"
}
script() { put "/opt/bailiwick/$1" 755; }
unit() { put "/etc/systemd/system/$1"; }
# A timer: when it runs, and whether it makes up for what it missed.
timer() {
  printf '[Timer]\n%s\nPersistent=%s\n\n[Install]\nWantedBy=timers.target\n' "$2" "$3" |
    unit "$1"
}

# The image has Docker and the agents of ECS and Session Manager, but not this.
for pause in 5 15 45 0; do
  command -v aws >/dev/null || dnf install --assumeyes --quiet awscli-2 || sleep "$pause"
done
command -v aws >/dev/null

@files@

@hostname@
sed --in-place '/^ECS_CLUSTER=/d' /etc/ecs/ecs.config
printf 'ECS_CLUSTER=%s\n' @cluster@ >>/etc/ecs/ecs.config

systemctl daemon-reload
# The agents of Docker and ECS wait for this script's end, so it must not wait for them.
systemctl enable --now --no-block @units@
say 'is done'
