//! Random rules of security groups and network ACLs.

use super::{PORTS, block};
use crate::chance::Chance;
use bailiwick_net::model::{AclRule, Id, Network, NetworkAcl, Peer, SecurityGroupRule, Traffic};
use bailiwick_net::packet::Protocol;

const BLOCKS: &[&str] = &[
    "0.0.0.0/0",
    "0.0.0.0/0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "10.0.0.0/8",
    "10.1.0.0/16",
    "10.0.0.0/26",
    "10.0.0.64/26",
    "10.1.0.5/32",
    "203.0.113.0/24",
    "8.8.8.8/32",
    "172.16.0.0/12",
    "::/0",
    "::/0",
    "2600::/16",
    "2600:0:0:1::/64",
];

fn traffic(chance: &mut Chance) -> Traffic {
    match chance.below(10) {
        0..=2 => Traffic::All,
        3 => Traffic::Protocol(chance.of(&[
            Protocol::TCP,
            Protocol::UDP,
            Protocol::ICMP,
            Protocol::ICMPV6,
            Protocol(47),
        ])),
        4 => Traffic::Icmp(
            chance.of(&[Protocol::ICMP, Protocol::ICMPV6]),
            chance.of(&[0, 8, 128, 129]),
            chance.of(&[None, Some(0)]),
        ),
        _ => {
            let (one, two) = (chance.of(PORTS), chance.of(PORTS));
            Traffic::Ports(
                chance.of(&[Protocol::TCP, Protocol::TCP, Protocol::UDP]),
                one.min(two),
                one.max(two),
            )
        }
    }
}

pub(super) fn group_rule(groups: &[Id], vpcs: usize, chance: &mut Chance) -> SecurityGroupRule {
    let peer = match chance.below(10) {
        0 | 1 => Peer::Group(chance.of(groups).clone()),
        2 => Peer::PrefixList("pl-1".into()),
        3 => Peer::Group(format!("sg-{}-0", chance.below(vpcs)).into()),
        _ => Peer::Block(block(chance.of(BLOCKS))),
    };
    SecurityGroupRule {
        traffic: Some(traffic(chance)),
        peer,
    }
}

pub(super) fn acls(network: &mut Network, vpc: usize, chance: &mut Chance) {
    let rules = |chance: &mut Chance| {
        let mut rules: Vec<AclRule> = (0..chance.below(4))
            .map(|at| AclRule {
                number: u32::try_from(10 * at + chance.below(5)).unwrap(),
                allows: chance.percent(50),
                traffic: Some(traffic(chance)),
                block: Some(block(chance.of(BLOCKS))),
            })
            .collect();
        if chance.percent(85) {
            rules.extend(["0.0.0.0/0", "::/0"].map(|everywhere| AclRule {
                number: 100,
                allows: true,
                traffic: Some(Traffic::All),
                block: Some(block(everywhere)),
            }));
        }
        rules.sort_by_key(|rule| rule.number);
        rules
    };
    for at in 0..2 {
        let subnets = (at == 1)
            .then(|| format!("subnet-{vpc}-0").into())
            .into_iter()
            .collect();
        let (ingress, egress) = (rules(chance), rules(chance));
        let acl = NetworkAcl {
            id: format!("acl-{vpc}-{at}").into(),
            vpc: format!("vpc-{vpc}").into(),
            is_default: at == 0,
            subnets,
            ingress,
            egress,
        };
        network.network_acls.insert(acl.id.clone(), acl);
    }
}
