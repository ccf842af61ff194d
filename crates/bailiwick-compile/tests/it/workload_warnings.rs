//! What is said of a workload that could be built and would not do what it should: alarms
//! that nobody hears, ports that differ, a region that nobody named.

use bailiwick_compile::compile;

use super::support::{right, with_files};

/// A workload of which nothing is said; a case replaces some of its words.
const ESTATE: &str = "
estate: test
accounts: { prod: { id: '111122223333', region: eu-west-1 } }
networks:
  web:
    cidr: 10.0.0.0/24
    subnets: { public: { cidr: 10.0.0.0/25, exposure: public } }
    security_groups:
      web:
        inbound: [ { ports: [80/tcp, 443/tcp], with: internet }, { ports: icmp, with: internet } ]
channels: { talk: { address: '#talk', purpose: Talk } }
teams: { web: { email: web@acme.example }, ops: { title: Operations } }
billing_alarms: { sum: { account: prod, above: 5 USD, within: 6h, notify: web } }
workloads:
  web:
    account: prod
    owner: web
    network: web
    compose: compose.yaml
    host: { architecture: x86_64, memory: 1 GiB, security_groups: web }
    kill_switch: { at: 10 USD, does: Stops it., notify: web }
";
const COMPOSE: &str = "
services:
  web: { image: 'nginx:stable', ports: ['80:80', '443:443'] }
";

/// Severity, code and message of what is said once words of the estate are replaced.
fn said(replaced: &[(&str, &str)]) -> Vec<String> {
    let estate = replaced
        .iter()
        .fold(ESTATE.to_owned(), |estate, (from, to)| {
            assert!(estate.contains(from), "{from}");
            estate.replace(from, to)
        });
    let sources = with_files(&estate, &[("compose.yaml", COMPOSE)]);
    let (_, diagnostics) = compile(&right(&sources), &sources.attachments());
    let lines = diagnostics.iter().map(|found| {
        let severity = format!("{:?}", found.severity).to_lowercase();
        format!("{severity} {}: {}", found.code, found.message)
    });
    lines.collect()
}

#[test]
fn nothing_is_said_of_a_workload_that_is_right() {
    assert_eq!(said(&[]), [""; 0]);
}

#[test]
fn machines_and_volumes_are_more_than_nothing() {
    assert_eq!(
        said(&[("memory: 1 GiB,", "memory: 1 GiB, instances: 0,")]),
        ["error BW0526: `web` runs on no machine"]
    );
    let storage = "storage: { data: { size: 0 GiB, keep: true } }\n    kill_switch";
    assert_eq!(
        said(&[("kill_switch", storage)]),
        ["error BW0526: `data` has no room"]
    );
}

#[test]
fn alarms_are_heard_by_somebody_with_an_address() {
    assert_eq!(
        said(&[
            ("owner: web", "owner: ops"),
            ("notify: web }", "notify: [talk, ops] }")
        ]),
        [
            "warning BW0534: nobody who is told of the billing alarm `sum` has an e-mail address",
            "warning BW0534: nobody who is told of the alarms of `web` has an e-mail address",
            "warning BW0534: nobody who is told of the kill switch of `web` has an e-mail address",
        ]
    );
    assert_eq!(
        said(&[("    owner: web\n", ""), (", notify: web }", " }")]),
        [
            "warning BW0534: nobody is told of the billing alarm `sum`",
            "warning BW0534: nobody is told of the alarms of `web`",
            "warning BW0534: nobody is told of the kill switch of `web`",
        ]
    );
}

#[test]
fn published_ports_are_those_that_the_security_group_lets_in() {
    assert_eq!(
        said(&[("443/tcp]", "443/udp, 8000-8010/tcp]")]),
        [
            "warning BW0535: `443/udp` is let in, and no container publishes it",
            "warning BW0535: `8000-8010/tcp` is let in, and no container publishes it",
            "warning BW0535: port 443/tcp is published, and no security group lets anybody in",
        ]
    );
    assert_eq!(said(&[("[80/tcp, 443/tcp]", "80-443/tcp")]), [""; 0]);
    assert_eq!(said(&[("[80/tcp, 443/tcp]", "all")]), [""; 0]);
}

#[test]
fn a_region_is_never_guessed() {
    let nowhere = (", region: eu-west-1", "");
    assert_eq!(
        said(&[nowhere]),
        ["error BW0526: nothing says in which region `web` runs"]
    );
    let network = (
        "    network: web\n",
        "    network: web\n    region: eu-west-1\n",
    );
    assert_eq!(said(&[nowhere, network]), [""; 0]);
    let organization = "organization: { defaults: { region: eu-west-1 } }\nchannels:";
    assert_eq!(said(&[nowhere, ("channels:", organization)]), [""; 0]);
}

#[test]
fn machines_without_a_compose_file_are_described_only() {
    let gone = ("    compose: compose.yaml\n", "");
    assert_eq!(
        said(&[gone]),
        ["warning BW0536: `web` has machines and no compose file, so that nothing of it is built"]
    );
    let deployed = (
        "    compose: compose.yaml\n",
        "    deployed_by: a pipeline\n",
    );
    assert_eq!(said(&[deployed]), [""; 0]);
}
