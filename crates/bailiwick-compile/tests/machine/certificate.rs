//! The certificate: fetched once, kept while it lasts, read by nginx when it is new.

use crate::championship::machine;
use crate::host::Host;

const FETCH: &str = "docker run --rm --network host \
    --volume /mnt/achampionship/letsencrypt:/etc/letsencrypt certbot/dns-route53:v5.4.0 \
    certonly --non-interactive --agree-tos --keep-until-expiring --renew-with-new-domains \
    --cert-name championshiptournament.com --dns-route53 \
    --domain *.championshiptournament.com --domain championshiptournament.com \
    --email owner@championshiptournament.com";
const RELOAD: &str = "docker exec 0123456789ab nginx -s reload";

#[test]
fn a_certificate_is_fetched_kept_and_renewed() {
    let host = Host::prepared(&machine());
    let fetch = || {
        let (succeeded, output) = host.run(&["/opt/bailiwick/certificate"]);
        assert!(succeeded, "{output}");
        host.calls()
    };
    // nginx does not run yet.
    let calls = fetch();
    assert_eq!(calls[0], FETCH);
    assert!(!calls.iter().any(|call| call == RELOAD));
    // It is not due.
    host.set("container-nginx", "");
    assert_eq!(fetch(), [FETCH]);
    // It is.
    host.set("due", "");
    assert_eq!(
        fetch(),
        [
            FETCH,
            "docker ps --quiet --filter label=com.amazonaws.ecs.container-name=nginx",
            "docker exec 0123456789ab nginx -t",
            RELOAD,
        ]
    );
    host.unset("due");
    assert_eq!(fetch(), [FETCH]);
}
