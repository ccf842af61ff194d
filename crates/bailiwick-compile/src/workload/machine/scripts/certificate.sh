#!/bin/bash
# Fetches the certificate, or renews it when it is due, and then has nginx read it.
#
# Let's Encrypt believes a record (DNS-01), since no other proof allows `*.`.
set -euo pipefail
# shellcheck source=common.sh
source /opt/bailiwick/common.sh

arguments=()
for domain in $DOMAINS; do
  arguments+=(--domain "$domain")
done
if [[ -n $EMAIL ]]; then
  arguments+=(--email "$EMAIL")
else
  arguments+=(--register-unsafely-without-email)
fi

certificate=$CERTIFICATES/live/$CERTIFICATE/fullchain.pem
before=$(sha256sum "$certificate" 2>/dev/null) || before=none
install --directory --mode=700 "$CERTIFICATES"
# The host's network, since the metadata of the machine, and with it its role, is one hop away.
docker run --rm --network host --volume "$CERTIFICATES:/etc/letsencrypt" "$CERTBOT" \
  certonly --non-interactive --agree-tos --keep-until-expiring --renew-with-new-domains \
  --cert-name "$CERTIFICATE" --dns-route53 "${arguments[@]}" >&2

if [[ $(sha256sum "$certificate") == "$before" ]]; then
  exit 0
fi
say "$CERTIFICATE is new"
# At the first start nginx does not run yet, and reads the certificate when it does.
if proxy=$(container "$PROXY"); then
  docker exec "$proxy" nginx -t
  docker exec "$proxy" nginx -s reload
fi
