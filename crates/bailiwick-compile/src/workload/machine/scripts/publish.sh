#!/bin/bash
# Builds the image of @workload@ and puts it into its repository: publish VERSION [FOLDER]
#
# A version is published once and never changes; FOLDER, where the Dockerfile lies, is the
# current one when left out.
set -euo pipefail

fail() {
  printf 'publish: %s\n' "$*" >&2
  exit 1
}

version=${1-} folder=${2:-.}
[[ $version =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$ ]] ||
  fail 'name the version: publish VERSION [FOLDER]'
[[ $version != latest ]] || fail 'latest would not stay the same; name a version'

export AWS_DEFAULT_REGION=@region@
repository=@repository@
address=$(aws ecr describe-repositories --repository-names "$repository" --output text \
  --query 'repositories[0].repositoryUri')

# Only the answer that there is no such image allows to go on.
if answer=$(aws ecr describe-images --repository-name "$repository" \
  --image-ids "imageTag=$version" 2>&1); then
  fail "$repository has a version $version already; name another"
elif [[ $answer != *ImageNotFoundException* ]]; then
  fail "$answer"
fi

docker build --pull --platform @platform@ --tag "$address:$version" "$folder"
aws ecr get-login-password |
  docker login --username AWS --password-stdin "${address%%/*}"
docker push "$address:$version"
printf '%s\n' "$address:$version"
