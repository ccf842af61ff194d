#!/bin/bash
# Dumps the database into the bucket. The password stays in the database's container.
set -euo pipefail
umask 077
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

# Not /tmp, which lies in memory.
dump=$(mktemp --tmpdir=/var/tmp)
trap 'rm --force "$dump"' EXIT

# A file first, so that a dump that breaks off leaves nothing in the bucket.
database=$(container "$DATABASE")
# shellcheck disable=SC2016 # the container's own shell reads these
docker exec "$database" sh -c '
  MYSQL_PWD=${MYSQL_PASSWORD:-$MYSQL_ROOT_PASSWORD}
  export MYSQL_PWD
  exec "$(command -v mariadb-dump || command -v mysqldump)" \
    --user="${MYSQL_USER:-root}" --single-transaction --quick --no-tablespaces \
    --routines --triggers --events --add-drop-database --databases "$MYSQL_DATABASE"
' | gzip >"$dump"
gzip --decompress --stdout "$dump" | tail --lines=1 | grep --quiet '^-- Dump completed' ||
  fail 'the dump has no end'

key=$BACKUPS/$(date --utc +%FT%H-%M-%SZ).sql.gz
retry aws s3 cp --only-show-errors "$dump" "s3://$BUCKET/$key"
say "$key: $(stat --format=%s "$dump") bytes"
/opt/bailiwick/backup-age
