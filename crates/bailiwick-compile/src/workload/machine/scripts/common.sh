# Read by every script of this machine: its settings, and a few words.

# shellcheck source=settings.sh
source /opt/bailiwick/settings.sh

# Says what happens, with the time and the script's name; beside what it prints.
say() { printf '%s %s: %s\n' "$(date --utc +%FT%TZ)" "${0##*/}" "$*" >&2; }

fail() {
  say "failed: $*"
  exit 1
}

# Tries a command six times, and waits twice as long after each failure: a minute in all.
retry() {
  local pause=2
  until "$@"; do
    ((pause <= 32)) || fail "gave up on \`$1 ${2-}\`"
    say "\`$1 ${2-}\` failed; again in $pause s"
    sleep "$pause"
    pause=$((pause * 2))
  done
}

# A fact about this machine, by IMDSv2.
metadata() {
  local address=http://169.254.169.254/latest token
  local -a quietly=(curl --silent --show-error --fail --max-time 5)
  token=$("${quietly[@]}" --request PUT "$address/api/token" \
    --header 'X-aws-ec2-metadata-token-ttl-seconds: 60') || return
  "${quietly[@]}" --header "X-aws-ec2-metadata-token: $token" "$address/meta-data/$1"
}

# The id of the container that ECS runs under a name of the task definition.
container() {
  local id
  id=$(docker ps --quiet --filter "label=com.amazonaws.ecs.container-name=$1")
  [[ -n $id ]] || fail "no container $1 runs here"
  printf '%s\n' "${id%%$'\n'*}"
}

# The last object of a folder in S3: its day, time, size and name.
last_object() {
  aws s3 ls "$1" | sort | tail --lines=1 || fail "there is nothing below $1"
}
