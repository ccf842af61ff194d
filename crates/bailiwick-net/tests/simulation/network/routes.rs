//! Random route tables.

use std::collections::BTreeSet;

use super::block;
use crate::chance::Chance;
use bailiwick_net::model::{Destination, Id, NatGateway, Network, Route, RouteTable, Target};
use ipnet::IpNet;

pub(super) fn tables(network: &mut Network, vpc: usize, vpcs: usize, chance: &mut Chance) {
    for at in 0..2 {
        let id: Id = format!("rtb-{vpc}-{at}").into();
        let vpc_id: Id = format!("vpc-{vpc}").into();
        let local = |block: &IpNet| Route {
            destination: Destination::Block(*block),
            target: Target::Local,
            is_propagated: false,
            is_blackhole: false,
        };
        let mut routes: Vec<Route> = network.vpcs[&vpc_id].blocks.iter().map(local).collect();
        for _ in 0..2 + chance.below(4) {
            let (destination, target) = route(network, vpc, vpcs, chance);
            // A destination stands in a table once.
            if routes.iter().any(|route| route.destination == destination) {
                continue;
            }
            let is_blackhole = chance.percent(5);
            routes.push(Route {
                destination,
                target,
                is_propagated: false,
                is_blackhole,
            });
        }
        let gateway: Id = format!("vgw-{vpc}").into();
        if network.vpn_gateways.contains_key(&gateway) && chance.percent(50) {
            for written in ["172.16.0.0/16", "10.0.0.0/8", "10.0.0.64/27"] {
                let (destination, target) = (
                    Destination::Block(block(written)),
                    Target::VpnGateway(gateway.clone()),
                );
                routes.push(Route {
                    destination,
                    target,
                    is_propagated: true,
                    is_blackhole: false,
                });
            }
        }
        let table = RouteTable {
            id: id.clone(),
            vpc: vpc_id,
            is_main: at == 0,
            subnets: (at == 1)
                .then(|| format!("subnet-{vpc}-0").into())
                .into_iter()
                .collect(),
            gateways: BTreeSet::new(),
            routes,
        };
        network.route_tables.insert(id, table);
    }
}

fn route(network: &Network, vpc: usize, vpcs: usize, chance: &mut Chance) -> (Destination, Target) {
    let to = |text: &str| Destination::Block(block(text));
    let default = chance.of(&["0.0.0.0/0", "0.0.0.0/0", "128.0.0.0/1", "203.0.113.0/24"]);
    let other = chance.below(vpcs);
    let near = chance.of(&[
        "10.0.0.0/8",
        "10.0.0.0/24",
        "10.1.0.0/24",
        "10.2.0.0/24",
        "10.1.0.0/26",
    ]);
    match chance.below(14) {
        0..=2 => (
            to(default),
            Target::InternetGateway(format!("igw-{vpc}").into()),
        ),
        3 => (
            to("::/0"),
            Target::InternetGateway(format!("igw-{vpc}").into()),
        ),
        4 => (
            to("::/0"),
            Target::EgressOnlyGateway(format!("eigw-{vpc}").into()),
        ),
        5 | 12 | 13 => {
            let own: Vec<&NatGateway> = network
                .nat_gateways
                .values()
                .filter(|one| one.vpc.as_str() == format!("vpc-{vpc}"))
                .collect();
            match own.is_empty() {
                true => (
                    to(default),
                    Target::InternetGateway(format!("igw-{vpc}").into()),
                ),
                false => {
                    let to_nat = to(chance.of(&[default, near]));
                    (to_nat, Target::NatGateway(chance.of(&own).id.clone()))
                }
            }
        }
        6 | 7 if other != vpc => {
            let (one, two) = (vpc.min(other), vpc.max(other));
            (to(near), Target::Peering(format!("pcx-{one}-{two}").into()))
        }
        8 | 9 if vpcs > 1 => {
            let destination = chance.of(&[near, "0.0.0.0/0", "2600::/16"]);
            (to(destination), Target::TransitGateway("tgw-1".into()))
        }
        10 => (
            Destination::PrefixList("pl-2".into()),
            Target::Endpoint(format!("vpce-{vpc}").into()),
        ),
        11 if network
            .vpn_gateways
            .contains_key(format!("vgw-{vpc}").as_str()) =>
        {
            (
                to(chance.of(&["172.16.0.0/12", "0.0.0.0/0"])),
                Target::VpnGateway(format!("vgw-{vpc}").into()),
            )
        }
        _ => (
            to(default),
            Target::InternetGateway(format!("igw-{vpc}").into()),
        ),
    }
}
