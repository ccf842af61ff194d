//! What is asked together is answered as if each pair were asked by itself.

use bailiwick_compile::compile;
use bailiwick_estate::estate;
use bailiwick_estate::source::{Attachments, Source, Sources};
use bailiwick_net::packet::Protocol;
use ipnet::IpNet;

use super::*;
use crate::wires::Wires;

/// Some systems speak to some, and one has an address that AWS has still to pick.
const ESTATE: &str = r#"
estate: acme
organization: { defaults: { region: eu-central-1 } }
accounts:
  production: { id: "111122223333" }
  staging: { id: "444455556666" }
systems:
  aws: { kind: account, account: production }
  bastion: { kind: host, part_of: aws, network: inside, subnets: front, security_groups: bastion }
  shop-db: { kind: database, part_of: aws, network: inside, subnets: back, security_groups: databases }
  silent-db: { kind: database, part_of: aws, network: inside, subnets: back, security_groups: silent }
  stage-host: { kind: host, account: staging, network: staging, security_groups: all }
  stage-db: { kind: database, account: staging, network: staging, security_groups: all }
networks:
  staging:
    account: staging
    cidr: 10.20.0.0/16
    subnets: { back: { cidr: 10.20.0.0/20, exposure: private } }
    security_groups:
      all:
        inbound: { ports: 443/tcp, with: 10.20.0.0/21 }
        outbound: { ports: all, with: internet }
  inside:
    account: production
    cidr: 10.30.0.0/16
    subnets:
      front: { cidr: 10.30.0.0/24, exposure: public }
      back: { cidr: 10.30.16.0/20, exposure: private }
    security_groups:
      bastion:
        inbound: { ports: 22/tcp, with: internet }
        outbound: { ports: all, with: inside }
      databases:
        inbound: { ports: 5432/tcp, with: inside }
      silent: {}
"#;

#[test]
fn together_or_one_by_one_the_answer_is_the_same() {
    let sources = Sources::new(vec![Source {
        path: "estate.yaml".to_owned(),
        text: ESTATE.to_owned(),
    }]);
    let estate = estate::read(&sources)
        .expect("a small file")
        .estate
        .expect("no mistakes");
    let (blueprint, _) = compile(&estate, &Attachments::default());
    let wires = Wires::compiled(&estate, &blueprint.expect("no mistakes"));
    let engine = Engine::new(&wires.network);
    let mut targets: Vec<Target> = ["bastion", "shop-db", "silent-db", "stage-host", "stage-db"]
        .into_iter()
        .map(|name| {
            let system = estate.systems.get(name).expect("declared");
            (
                name.to_owned(),
                wires.system(&estate, system).expect("compiled"),
            )
        })
        .collect();
    let nothing = Selection::Named("nothing".to_owned());
    let mut senders: Vec<Endpoint> = targets
        .iter()
        .map(|(_, selection)| Endpoint::Selected(selection.clone()))
        .collect();
    targets.insert(2, ("nothing".to_owned(), nothing));
    let block = |block: &str| block.parse::<IpNet>().expect("a block");
    senders.insert(1, Endpoint::Addresses(vec![block("203.0.113.0/24")]));
    senders.push(Endpoint::Internet);
    let kinds = [
        Traffic::All,
        Traffic::Ports(Protocol::TCP, 22, 22),
        Traffic::Ports(Protocol::TCP, 5432, 5432),
        Traffic::Ports(Protocol::TCP, 80, 80),
    ];
    for traffic in kinds {
        let mut together = Found::default();
        ask_each(&engine, &senders, &targets, traffic, &mut together);
        let mut apart = Found::default();
        for from in &senders {
            for (whom, to) in &targets {
                let to = Endpoint::Selected(to.clone());
                ask(&engine, from, &to, traffic, whom, &mut apart);
            }
        }
        for found in [&mut together, &mut apart] {
            found.reasons.sort();
            found
                .witnesses
                .sort_by_key(|witness| format!("{witness:?}"));
        }
        assert_eq!(together.stopped, apart.stopped, "{traffic}");
        assert_eq!(together.reasons, apart.reasons, "{traffic}");
        assert_eq!(together.witnesses, apart.witnesses, "{traffic}");
        assert_ne!(together.stopped, 0, "{traffic}: some are asked together");
        assert!(
            !together.reasons.is_empty(),
            "{traffic}: nothing is selected"
        );
    }
}
