//! Random networks: small, and made so that most of what can happen does.

mod connections;
mod routes;
mod rules;

use std::collections::BTreeSet;

use bailiwick_net::model::{
    Address, EgressOnlyGateway, Endpoint, EndpointKind, Id, Interface, InterfaceKind,
    InternetGateway, Kind, NatGateway, Network, Peer, PrefixList, Public, Scope, SecurityGroup,
    SecurityGroupRule, Subnet, Traffic, Vpc, VpnConnection, VpnGateway,
};
use ipnet::IpNet;

use crate::chance::Chance;
use connections::{peerings, transit};
use routes::tables;
use rules::{acls, group_rule};

/// Ports at whose edges rules begin and end.
pub(crate) const PORTS: &[u16] = &[0, 22, 80, 443, 1023, 1024, 3306, 32768, 49152, 65535];

fn block(text: &str) -> IpNet {
    text.parse().unwrap()
}

/// A network from a seed.
pub(crate) fn network(chance: &mut Chance) -> Network {
    let mut network = Network::default();
    let kinds = [
        Kind::Vpcs,
        Kind::Subnets,
        Kind::Interfaces,
        Kind::SecurityGroups,
        Kind::NetworkAcls,
        Kind::RouteTables,
        Kind::InternetGateways,
        Kind::EgressOnlyGateways,
        Kind::NatGateways,
        Kind::Peerings,
        Kind::VpnGateways,
        Kind::VpnConnections,
        Kind::Endpoints,
        Kind::TransitGateways,
        Kind::Attachments,
        Kind::TransitRouteTables,
        Kind::LoadBalancers,
    ];
    network.scopes.push(Scope {
        name: "one".into(),
        kinds: kinds.into_iter().collect(),
    });
    let blocks = ["203.0.113.0/24", "10.1.0.0/26", "2600::/32"]
        .map(block)
        .to_vec();
    let list = PrefixList {
        id: "pl-1".into(),
        name: "some".into(),
        blocks: Some(blocks),
    };
    network.prefix_lists.insert(list.id.clone(), list);
    let service = PrefixList {
        id: "pl-2".into(),
        name: "com.amazonaws.x.s3".into(),
        blocks: Some(vec![block("52.216.0.0/15")]),
    };
    network.prefix_lists.insert(service.id.clone(), service);
    let vpcs = 1 + chance.below(3);
    for number in 0..vpcs {
        vpc(&mut network, number, vpcs, chance);
    }
    if vpcs > 1 {
        peerings(&mut network, vpcs, chance);
        transit(&mut network, vpcs, chance);
    }
    for number in 0..vpcs {
        tables(&mut network, number, vpcs, chance);
    }
    network
}

fn vpc(network: &mut Network, number: usize, vpcs: usize, chance: &mut Chance) {
    let id: Id = format!("vpc-{number}").into();
    let mut blocks = vec![block(&format!("10.{number}.0.0/24"))];
    let has_sixes = chance.percent(50);
    if has_sixes {
        blocks.push(block(&format!("2600:0:0:{number}00::/56")));
    }
    let scopes = BTreeSet::from([0]);
    network.vpcs.insert(
        id.clone(),
        Vpc {
            id: id.clone(),
            blocks,
            tags: Default::default(),
            scopes,
        },
    );
    let attached = chance.percent(85).then(|| id.clone()).into_iter().collect();
    let gateway = InternetGateway {
        id: format!("igw-{number}").into(),
        vpcs: attached,
    };
    network
        .internet_gateways
        .insert(gateway.id.clone(), gateway);
    let gateway = EgressOnlyGateway {
        id: format!("eigw-{number}").into(),
        vpcs: BTreeSet::from([id.clone()]),
    };
    network
        .egress_only_gateways
        .insert(gateway.id.clone(), gateway);
    if chance.percent(40) {
        let gateway = VpnGateway {
            id: format!("vgw-{number}").into(),
            vpcs: BTreeSet::from([id.clone()]),
        };
        let connection = VpnConnection {
            id: format!("vpn-{number}").into(),
            gateway: Some(gateway.id.clone()),
            is_static: true,
            routes: vec![block("172.16.0.0/16")],
        };
        network.vpn_gateways.insert(gateway.id.clone(), gateway);
        network
            .vpn_connections
            .insert(connection.id.clone(), connection);
    }
    let endpoint = Endpoint {
        id: format!("vpce-{number}").into(),
        vpc: id.clone(),
        service: "com.amazonaws.x.s3".into(),
        kind: EndpointKind::Gateway,
        interfaces: BTreeSet::new(),
        route_tables: BTreeSet::new(),
    };
    network.endpoints.insert(endpoint.id.clone(), endpoint);
    let groups: Vec<Id> = (0..3)
        .map(|group| format!("sg-{number}-{group}").into())
        .collect();
    for group in &groups {
        let rules = |chance: &mut Chance, most: usize| {
            let count = chance.below(most + 1);
            (0..count)
                .map(|_| group_rule(&groups, vpcs, chance))
                .collect::<Vec<_>>()
        };
        let mut egress = rules(chance, 2);
        if chance.percent(70) {
            egress.extend(["0.0.0.0/0", "::/0"].map(|everywhere| SecurityGroupRule {
                traffic: Some(Traffic::All),
                peer: Peer::Block(block(everywhere)),
            }));
        }
        let ingress = rules(chance, 4);
        let group = SecurityGroup {
            id: group.clone(),
            name: String::new(),
            vpc: Some(id.clone()),
            ingress,
            egress,
        };
        network.security_groups.insert(group.id.clone(), group);
    }
    for subnet in 0..=chance.below(3) {
        subnet_in(network, number, subnet, has_sixes, &groups, chance);
    }
    acls(network, number, chance);
}

fn subnet_in(
    network: &mut Network,
    vpc: usize,
    number: usize,
    sixes: bool,
    groups: &[Id],
    chance: &mut Chance,
) {
    let id: Id = format!("subnet-{vpc}-{number}").into();
    let vpc_id: Id = format!("vpc-{vpc}").into();
    let mut blocks = vec![block(&format!("10.{vpc}.0.{}/26", number * 64))];
    if sixes {
        blocks.push(block(&format!("2600:0:0:{vpc}0{number}::/64")));
    }
    let zone = Some(["a", "b"][chance.below(2)].to_owned());
    let subnet = Subnet {
        id: id.clone(),
        vpc: vpc_id.clone(),
        blocks,
        zone,
        tags: Default::default(),
    };
    network.subnets.insert(id.clone(), subnet);
    for at in 0..=chance.below(2) {
        let host = number * 64 + 5 + at;
        let public = chance
            .percent(50)
            .then(|| Public::Known(format!("54.{vpc}.0.{host}").parse().unwrap()));
        let four = Address {
            public,
            ..Address::private(format!("10.{vpc}.0.{host}").parse().unwrap())
        };
        let six = || Address::private(format!("2600:0:0:{vpc}0{number}::{host}").parse().unwrap());
        let mut own: Vec<Id> = groups
            .iter()
            .filter(|_| chance.percent(50))
            .cloned()
            .collect();
        if own.is_empty() {
            own.push(groups[0].clone());
        }
        let interface = Interface {
            id: format!("eni-{vpc}-{number}-{at}").into(),
            vpc: vpc_id.clone(),
            subnet: id.clone(),
            instance: None,
            kind: InterfaceKind::Host,
            addresses: [four].into_iter().chain(sixes.then(six)).collect(),
            groups: own,
            checks_addresses: true,
            description: String::new(),
            tags: Default::default(),
        };
        network.interfaces.insert(interface.id.clone(), interface);
    }
    if chance.percent(60) {
        let host = number * 64 + 9;
        let public = chance
            .percent(80)
            .then(|| Public::Known(format!("54.{vpc}.0.{host}").parse().unwrap()));
        let address = Address {
            public,
            ..Address::private(format!("10.{vpc}.0.{host}").parse().unwrap())
        };
        let gateway = NatGateway {
            id: format!("nat-{vpc}-{number}").into(),
            vpc: vpc_id,
            subnet: Some(id),
            addresses: vec![address],
        };
        network.nat_gateways.insert(gateway.id.clone(), gateway);
    }
}
