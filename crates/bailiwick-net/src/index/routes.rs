//! A route table, ready: for each route the addresses that it is the best for.

use std::sync::Arc;

use ipnet::IpNet;

use super::{at, both};
use crate::model::{Destination, EndpointKind, Gap, Id, Network, Route, RouteTable, Target};
use crate::packet::Family;
use crate::set::{Ranges, Region};

/// The routes of a table, each with the addresses that it is the best for.
pub(crate) struct Routes<'n> {
    pub(crate) table: &'n Id,
    best: [Vec<Best<'n>>; 2],
    /// Addresses whose route is not known, since a better one might be there.
    pub(crate) doubted: [Vec<(Ranges, Gap)>; 2],
}

/// A route and the addresses that it is the best for.
pub(crate) struct Best<'n> {
    pub(crate) addresses: Ranges,
    pub(crate) destination: Arc<str>,
    pub(crate) route: &'n Route,
}

impl<'n> Routes<'n> {
    /// Sorts the routes by what counts first.
    ///
    /// The longest prefix wins; among equals static routes come before those of prefix
    /// lists and those before propagated ones. A propagated route never takes what is the
    /// VPC's own, however long its prefix.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>,
    /// <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html>.
    pub(crate) fn new(network: &'n Network, table: &'n RouteTable, vpc_blocks: &[IpNet]) -> Self {
        let own = both(vpc_blocks);
        let mut doubted: [Vec<(Ranges, Gap)>; 2] = Default::default();
        let mut sorted: Vec<(u8, u8, Ranges, Family, &'n Route)> = Vec::new();
        for route in &table.routes {
            match &route.destination {
                Destination::Block(block) => {
                    let family = Family::of(block.addr());
                    let rank = if route.is_propagated { 2 } else { 0 };
                    let mut addresses = Ranges::block(block);
                    if route.is_propagated {
                        addresses = addresses.difference(&own[at(family)]);
                    }
                    sorted.push((block.prefix_len(), rank, addresses, family, route));
                }
                Destination::PrefixList(list) => {
                    match network.prefix_lists.get(list).map(|one| &one.blocks) {
                        Some(Some(blocks)) => sorted.extend(blocks.iter().map(|block| {
                            (
                                block.prefix_len(),
                                1,
                                Ranges::block(block),
                                Family::of(block.addr()),
                                route,
                            )
                        })),
                        _ => {
                            let gap = Gap::NotFound {
                                id: list.clone(),
                                by: table.id.clone(),
                            };
                            doubt(&mut doubted, &gap, &own, is_service(network, route, list));
                        }
                    }
                }
                Destination::Unresolved => {
                    let gap = match &route.target {
                        Target::VpnGateway(id) if route.is_propagated => Gap::LearnedRoutes {
                            resource: id.clone(),
                        },
                        _ => Gap::Unresolved {
                            resource: table.id.clone(),
                            field: "a route".to_owned(),
                        },
                    };
                    doubt(&mut doubted, &gap, &own, false);
                }
            }
        }
        sorted.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
        let mut taken = [Ranges::none(), Ranges::none()];
        let mut best: [Vec<Best<'n>>; 2] = Default::default();
        for (_, _, addresses, family, route) in sorted {
            let taken = &mut taken[at(family)];
            let fresh = addresses.difference(taken);
            if !fresh.is_empty() {
                *taken = taken.union(&fresh);
                let destination = route.destination.to_string().into();
                best[at(family)].push(Best {
                    addresses: fresh,
                    destination,
                    route,
                });
            }
        }
        Self {
            table: &table.id,
            best,
            doubted,
        }
    }

    /// The routes of a family.
    pub(crate) fn of(&self, family: Family) -> &[Best<'n>] {
        &self.best[at(family)]
    }
}

/// Whether the list is one of AWS's own, of the addresses of a service.
fn is_service(network: &Network, route: &Route, list: &Id) -> bool {
    let named = network
        .prefix_lists
        .get(list)
        .is_some_and(|list| list.name.starts_with("com.amazonaws."));
    let by_gateway = match &route.target {
        Target::Endpoint(id) => network
            .endpoints
            .get(id)
            .is_some_and(|one| one.kind == EndpointKind::Gateway),
        _ => false,
    };
    named || by_gateway
}

/// The addresses of a list that was not read may be any, but those of the VPC itself, for
/// which nobody writes such a route; a service's are public and never those for documents.
fn doubt(doubted: &mut [Vec<(Ranges, Gap)>; 2], gap: &Gap, own: &[Ranges; 2], is_service: bool) {
    for family in [Family::V4, Family::V6] {
        let any = match is_service {
            true => {
                crate::internet::addresses(family).difference(&crate::internet::documented(family))
            }
            false => Region::addresses(family).difference(&own[at(family)]),
        };
        doubted[at(family)].push((any, gap.clone()));
    }
}
