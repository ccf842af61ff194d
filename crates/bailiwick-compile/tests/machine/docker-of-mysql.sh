#!/bin/bash
# Plays a Docker in which one container runs, mysql, whose environment ECS has filled.
case "$*" in
"ps --quiet --filter label=com.amazonaws.ecs.container-name=mysql") echo 0123456789ab ;;
"exec "*)
  shift
  [[ $1 != --interactive ]] || { shift; interactive=yes; }
  [[ $1 == 0123456789ab ]] || exit 99
  shift
  export MYSQL_DATABASE=achampionship MYSQL_USER=achampionship
  export MYSQL_PASSWORD=$CONTAINER_PASSWORD
  # Without the option, Docker gives a command nothing to read.
  [[ -n ${interactive-} ]] || exec </dev/null
  exec "$@"
  ;;
*) exit 99 ;;
esac
