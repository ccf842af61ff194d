#!/bin/bash
# Brings the database back as a backup holds it: restore [--yes] [KEY]
#
# KEY is an object below the bucket's folder of backups; the last one when left out. What
# the database holds now is lost, so it asks first, unless --yes is given.
set -euo pipefail
umask 077
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

yes='' key=''
for argument in "$@"; do
  case $argument in
  --yes) yes=yes ;;
  -*) fail 'usage: restore [--yes] [KEY]' ;;
  *) key=$argument ;;
  esac
done

if [[ -z $key ]]; then
  last=$(last_object "s3://$BUCKET/$BACKUPS/")
  key=$BACKUPS/${last##* }
fi

# Not /tmp, which lies in memory.
dump=$(mktemp --tmpdir=/var/tmp)
trap 'rm --force "$dump"' EXIT
retry aws s3 cp --only-show-errors "s3://$BUCKET/$key" "$dump"
# A dump that broke off is refused before anything is lost.
gzip --decompress --stdout "$dump" | tail --lines=1 | grep --quiet '^-- Dump completed' ||
  fail "$key is not a whole dump"

database=$(container "$DATABASE")
# shellcheck disable=SC2016 # the container's own shell reads these
client='
  MYSQL_PWD=${MYSQL_PASSWORD:-$MYSQL_ROOT_PASSWORD}
  export MYSQL_PWD
  exec "$(command -v mariadb || command -v mysql)" --user="${MYSQL_USER:-root}" \
    --batch --skip-column-names'
# shellcheck disable=SC2016 # likewise
name=$(docker exec "$database" sh -c 'printf %s "$MYSQL_DATABASE"')

if [[ -z $yes ]]; then
  read -r -p "Replace the database $name by $key? Type its name: " answer || true
  [[ ${answer-} == "$name" ]] || fail 'nothing was changed'
fi
gzip --decompress --stdout "$dump" | docker exec --interactive "$database" sh -c "$client"

expected=$(gzip --decompress --stdout "$dump" | grep --count '^CREATE TABLE ') || true
found=$(docker exec --interactive "$database" sh -c "$client" <<END
SELECT COUNT(*) FROM information_schema.tables
WHERE table_schema = '$name' AND table_type = 'BASE TABLE'
END
)
[[ $found == "$expected" ]] || fail "$key has $expected tables, but $name now has $found"
say "$name is back from $key: $found tables"
