#!/bin/bash
# Tells CloudWatch how old the last backup is, in hours, by what lies in the bucket; an
# alarm that hears nothing, or more than a day, goes off.
set -euo pipefail
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

list() {
  aws s3api list-objects-v2 --bucket "$BUCKET" --prefix "$BACKUPS/" --output text \
    --query 'Contents[].[LastModified]'
}

# One page of answers after the other, so the last is sought here.
times=$(retry list)
last=$(grep --invert-match '^None$' <<<"$times" | sort | tail --lines=1) || true
[[ -n $last ]] || fail "there is no backup below s3://$BUCKET/$BACKUPS/"
minutes=$((($(date +%s) - $(date --date="$last" +%s)) / 60))
retry aws cloudwatch put-metric-data --namespace "$NAMESPACE" \
  --metric-name BackupAge --value "$((minutes / 60)).$((minutes % 60 * 10 / 60))"
