#!/bin/bash
# Points the workload's names at this machine, or at every machine of its group.
set -euo pipefail
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

group_addresses() {
  aws ec2 describe-instances --output text \
    --filters "Name=tag:aws:autoscaling:groupName,Values=$GROUP" \
    'Name=instance-state-name,Values=running' \
    --query 'Reservations[].Instances[].[PublicIpAddress]'
}

if [[ -n $GROUP ]]; then
  addresses=$(retry group_addresses | sort)
else
  addresses=$(retry metadata public-ipv4)
fi

values='' changes=''
for address in $addresses; do
  [[ $address =~ ^[0-9.]+$ ]] || fail "\`$address\` is not an IPv4 address"
  values+="${values:+,}{\"Value\":\"$address\"}"
done
[[ -n $values ]] || fail 'no machine has a public address'
for name in $NAMES; do
  changes+="${changes:+,}{\"Action\":\"UPSERT\",\"ResourceRecordSet\":{\"Name\":\"$name\","
  changes+="\"Type\":\"A\",\"TTL\":$TTL,\"ResourceRecords\":[$values]}}"
done

# What was written last since the start: a timer asks again and again in a group.
written=/run/bailiwick-record
if [[ -f $written && $(<"$written") == "$changes" ]]; then
  exit 0
fi
retry aws route53 change-resource-record-sets --hosted-zone-id "$ZONE" \
  --change-batch "{\"Changes\":[$changes]}" >&2
printf '%s\n' "$changes" >"$written"
say "$NAMES: $addresses"
