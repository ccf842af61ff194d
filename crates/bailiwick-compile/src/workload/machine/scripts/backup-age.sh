#!/bin/bash
# Tells CloudWatch how old the last backup in the bucket is, in hours.
#
# An alarm that hears nothing, or more than a day, goes off.
set -euo pipefail
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

last=$(last_object "s3://$BUCKET/$BACKUPS/")
read -r day time _ <<<"$last"
minutes=$((($(date +%s) - $(date --date="$day $time" +%s)) / 60))
retry aws cloudwatch put-metric-data --namespace "$NAMESPACE" \
  --metric-name BackupAge --value "$((minutes / 60)).$((minutes % 60 * 10 / 60))"
