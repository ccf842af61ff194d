#!/bin/bash
# Tells CloudWatch what EC2 cannot see from outside: memory, and the room on the volume.
set -euo pipefail
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

# MemAvailable counts what the kernel would give back.
memory=$(awk '/^MemTotal/ { all = $2 } /^MemAvailable/ { free = $2 }
  END { printf "%.1f", 100 * (all - free) / all }' /proc/meminfo)
metrics=("MetricName=MemoryUsed,Unit=Percent,Value=$memory")
if [[ -n $MOUNT ]] && mountpoint --quiet "$MOUNT"; then
  disk=$(df --output=pcent "$MOUNT" | tail --lines=1 | tr --delete --complement '0-9')
  metrics+=("MetricName=VolumeUsed,Unit=Percent,Value=$disk")
fi
retry aws cloudwatch put-metric-data --namespace "$NAMESPACE" --metric-data "${metrics[@]}"
