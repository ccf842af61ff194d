//! Random networks: small, and made so that most of what can happen does.

use std::collections::BTreeSet;

use bailiwick_net::model::{
    AclRule, Address, Association, Attachment, AttachmentKind, Destination, EgressOnlyGateway,
    Endpoint, EndpointKind, Id, Interface, InterfaceKind, InternetGateway, Kind, NatGateway,
    Network, NetworkAcl, Peer, Peering, PeeringSide, PrefixList, Public, Route, RouteTable, Scope,
    SecurityGroup, SecurityGroupRule, Subnet, Target, Traffic, TransitGateway, TransitRoute,
    TransitRouteTable, TransitTarget, Vpc, VpnConnection, VpnGateway,
};
use bailiwick_net::packet::Protocol;
use ipnet::IpNet;

use crate::chance::Chance;

/// Ports at whose edges rules begin and end.
pub(crate) const PORTS: &[u16] = &[0, 22, 80, 443, 1023, 1024, 3306, 32768, 49152, 65535];

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
            region: None,
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

fn group_rule(groups: &[Id], vpcs: usize, chance: &mut Chance) -> SecurityGroupRule {
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

fn acls(network: &mut Network, vpc: usize, chance: &mut Chance) {
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

fn peerings(network: &mut Network, vpcs: usize, chance: &mut Chance) {
    for one in 0..vpcs {
        for two in one + 1..vpcs {
            let side = |number: usize, chance: &mut Chance| {
                let vpc = &network.vpcs[format!("vpc-{number}").as_str()];
                let region = Some(chance.of(&["here", "here", "there"]).to_string());
                PeeringSide {
                    vpc: vpc.id.clone(),
                    region,
                    blocks: vpc.blocks.clone(),
                }
            };
            let sides = [side(one, chance), side(two, chance)];
            let peering = Peering {
                id: format!("pcx-{one}-{two}").into(),
                sides,
            };
            network.peerings.insert(peering.id.clone(), peering);
        }
    }
}

fn transit(network: &mut Network, vpcs: usize, chance: &mut Chance) {
    let gateway = TransitGateway {
        id: "tgw-1".into(),
        references_groups: chance.percent(50),
    };
    network.transit_gateways.insert(gateway.id.clone(), gateway);
    let ids: Vec<Id> = (0..vpcs)
        .map(|number| format!("tgw-attach-{number}").into())
        .collect();
    for (number, id) in ids.iter().enumerate() {
        let vpc: Id = format!("vpc-{number}").into();
        let mut zones = BTreeSet::new();
        let subnets = network.subnets.values().filter(|subnet| subnet.vpc == vpc);
        let subnets =
            subnets.filter(|subnet| zones.insert(subnet.zone.clone()) && chance.percent(85));
        let subnets: BTreeSet<Id> = subnets.map(|subnet| subnet.id.clone()).collect();
        if subnets.is_empty() {
            continue;
        }
        let attachment = Attachment {
            id: id.clone(),
            gateway: "tgw-1".into(),
            kind: AttachmentKind::Vpc {
                vpc,
                subnets: Some(subnets),
            },
            association: match chance.below(10) {
                0 => Association::Nowhere,
                other => Association::With(format!("tgw-rtb-{}", other % 2).into()),
            },
            references_groups: chance.percent(50),
            is_appliance: false,
        };
        network
            .attachments
            .insert(attachment.id.clone(), attachment);
    }
    let known: Vec<Id> = network.attachments.keys().cloned().collect();
    for at in 0..2 {
        let propagations = known
            .iter()
            .filter(|_| chance.percent(70))
            .cloned()
            .collect();
        let mut routes = Vec::new();
        for _ in 0..chance.below(3) {
            let destination = [
                "0.0.0.0/0",
                "10.0.0.0/8",
                "10.1.0.0/25",
                "10.0.0.0/24",
                "2600::/16",
            ];
            let target = match known.is_empty() || chance.percent(30) {
                true => TransitTarget::Blackhole,
                false => TransitTarget::Attachments(vec![chance.of(&known).clone()]),
            };
            let destination = Some(block(chance.of(&destination)));
            if routes
                .iter()
                .any(|route: &TransitRoute| route.destination == destination)
            {
                continue;
            }
            routes.push(TransitRoute {
                destination,
                target,
                is_propagated: false,
            });
        }
        let table = TransitRouteTable {
            id: format!("tgw-rtb-{at}").into(),
            gateway: "tgw-1".into(),
            routes: Some(routes),
            propagations: Some(propagations),
        };
        network.transit_route_tables.insert(table.id.clone(), table);
    }
}

fn tables(network: &mut Network, vpc: usize, vpcs: usize, chance: &mut Chance) {
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
            propagating: BTreeSet::new(),
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
