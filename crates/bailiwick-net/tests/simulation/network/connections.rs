//! Random peerings and transit gateways.

use std::collections::BTreeSet;

use super::block;
use crate::chance::Chance;
use bailiwick_net::model::{
    Association, Attachment, AttachmentKind, Id, Network, Peering, PeeringSide, TransitGateway,
    TransitRoute, TransitRouteTable, TransitTarget,
};

pub(super) fn peerings(network: &mut Network, vpcs: usize, chance: &mut Chance) {
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

pub(super) fn transit(network: &mut Network, vpcs: usize, chance: &mut Chance) {
    let gateway = TransitGateway {
        id: "tgw-1".into(),
        references_groups: chance.percent(50),
        region: None,
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
