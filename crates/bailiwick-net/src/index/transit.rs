//! The route tables of transit gateways, ready.

use std::collections::BTreeMap;
use std::sync::Arc;

use ipnet::IpNet;

use super::at;
use crate::model::{
    AttachmentKind, Gap, Id, Network, TransitRoute, TransitRouteTable, TransitTarget,
};
use crate::packet::Family;
use crate::set::{Ranges, Region};

/// The routes of a table, each with the addresses that it is the best for.
pub(crate) struct TransitRoutes {
    best: [Vec<TransitBest>; 2],
    /// What is not known of the table, and for which addresses.
    pub(crate) doubted: [Vec<(Ranges, Gap)>; 2],
}

/// A route and the addresses that it is the best for.
pub(crate) struct TransitBest {
    pub(crate) addresses: Ranges,
    pub(crate) destination: Arc<str>,
    pub(crate) target: TransitTarget,
}

impl TransitRoutes {
    /// The routes of a family.
    pub(crate) fn of(&self, family: Family) -> &[TransitBest] {
        &self.best[at(family)]
    }
}

/// Every table.
pub(super) fn tables(network: &Network) -> BTreeMap<&Id, TransitRoutes> {
    let tables = network.transit_route_tables.values();
    tables
        .map(|table| (&table.id, ready(network, table)))
        .collect()
}

/// The addresses of the VPCs that a route leads to.
fn behind(network: &Network, target: &TransitTarget, family: Family) -> Ranges {
    let TransitTarget::Attachments(attachments) = target else {
        return Ranges::none();
    };
    let vpcs = attachments
        .iter()
        .filter_map(|id| match &network.attachments.get(id)?.kind {
            AttachmentKind::Vpc { vpc, .. } => network.vpcs.get(vpc),
            _ => None,
        });
    let blocks = vpcs.flat_map(|vpc| &vpc.blocks);
    let same = blocks.filter(|block| Family::of(block.addr()) == family);
    same.fold(Ranges::none(), |all, block| {
        all.union(&Ranges::block(block))
    })
}

/// The longest prefix wins; among equals static routes come before propagated ones, and
/// of those the routes of VPCs first.
/// Source: <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>.
fn ready(network: &Network, table: &TransitRouteTable) -> TransitRoutes {
    let mut routes: Vec<(u8, IpNet, TransitTarget)> = Vec::new();
    let mut doubted: [Vec<(Ranges, Gap)>; 2] = Default::default();
    let mut doubt = |addresses: fn(Family) -> Ranges, gap: Gap| {
        for family in [Family::V4, Family::V6] {
            doubted[at(family)].push((addresses(family), gap.clone()));
        }
    };
    let unresolved = |field: &str| Gap::Unresolved {
        resource: table.id.clone(),
        field: field.to_owned(),
    };
    match &table.routes {
        None => doubt(Region::addresses, unresolved("the static routes")),
        Some(known) => {
            for TransitRoute {
                destination,
                target,
                is_propagated,
            } in known
            {
                match destination {
                    Some(block) => {
                        routes.push((if *is_propagated { 2 } else { 0 }, *block, target.clone()))
                    }
                    None => doubt(Region::addresses, unresolved("a route")),
                }
            }
        }
    }
    let shows_propagated = table
        .routes
        .iter()
        .flatten()
        .any(|route| route.is_propagated);
    if table.propagations.is_none() && !shows_propagated {
        doubt(Region::addresses, unresolved("the propagations"));
    }
    let mut learned: Vec<&Id> = Vec::new();
    for id in table.propagations.iter().flatten() {
        let target = TransitTarget::Attachments(vec![id.clone()]);
        match network
            .attachments
            .get(id)
            .map(|attachment| &attachment.kind)
        {
            Some(AttachmentKind::Vpc { vpc, .. }) if network.vpcs.contains_key(vpc) => {
                let blocks = network.vpcs[vpc].blocks.iter();
                routes.extend(blocks.map(|block| (1, *block, target.clone())));
            }
            // What a connection learns is shown among the routes where those were
            // searched for; static VPN connections propagate nothing.
            Some(AttachmentKind::Vpn(vpn))
                if network
                    .vpn_connections
                    .get(vpn)
                    .is_some_and(|one| one.is_static) => {}
            _ if shows_propagated => {}
            Some(AttachmentKind::Vpc { vpc, .. }) => {
                doubt(
                    Region::addresses,
                    Gap::NotFound {
                        id: vpc.clone(),
                        by: id.clone(),
                    },
                );
            }
            _ => learned.push(id),
        }
    }
    let mut best: [Vec<TransitBest>; 2] = Default::default();
    let mut taken = [Ranges::none(), Ranges::none()];
    routes.sort_by(|one, two| {
        two.1
            .prefix_len()
            .cmp(&one.1.prefix_len())
            .then(one.0.cmp(&two.0))
    });
    for (_, block, target) in routes {
        let taken = &mut taken[at(Family::of(block.addr()))];
        let fresh = Ranges::block(&block).difference(taken);
        if !fresh.is_empty() {
            *taken = taken.union(&fresh);
            let destination = block.to_string().into();
            best[at(Family::of(block.addr()))].push(TransitBest {
                addresses: fresh,
                destination,
                target,
            });
        }
    }
    // What is learned may be any address but those of a VPC that a route leads to.
    for id in learned {
        for family in [Family::V4, Family::V6] {
            let named = best[at(family)].iter().map(|one| {
                one.addresses
                    .intersection(&behind(network, &one.target, family))
            });
            let named = named.fold(Ranges::none(), |all, one| all.union(&one));
            let others = Region::addresses(family).difference(&named);
            doubted[at(family)].push((
                others,
                Gap::LearnedRoutes {
                    resource: id.clone(),
                },
            ));
        }
    }
    TransitRoutes { best, doubted }
}
