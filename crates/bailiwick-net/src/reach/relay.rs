//! Application load balancers: somebody connects to them, and they connect to the target.

use std::collections::BTreeSet;

use super::judge::reach_between;
use super::origins::{Origin, origins};
use super::start::Start;
use super::targets::{interfaces_as_targets, targets};
use super::{Query, Reach};
use crate::index::{Index, both};
use crate::model::{
    Gap, Id, InterfaceKind, Kind, LoadBalancer, LoadBalancerKind, TargetKind, Traffic,
};
use crate::packet::{Family, Protocol};

/// An application load balancer that is set up to connect to what was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// The load balancer.
    pub balancer: Id,
    /// The port where it listens.
    pub listens: u16,
    /// The port where it connects to its targets.
    pub connects: u16,
    /// Whether it is reached there.
    pub to_it: Reach,
    /// Whether it reaches the target.
    pub from_it: Reach,
}

/// The application load balancers between the two sides of a query.
pub(super) fn relays(index: &Index<'_>, query: &Query) -> Vec<Relay> {
    let (Ok(origins), Ok(targets)) = (origins(index, &query.from), targets(index, &query.to))
    else {
        return Vec::new();
    };
    let balancers = index.network.load_balancers.values();
    let balancers = balancers.filter(|one| one.kind == LoadBalancerKind::Application);
    let mut relays = Vec::new();
    for balancer in balancers {
        for (listens, connects, reached) in connections(index, balancer, &targets.interfaces) {
            let port = Traffic::Ports(Protocol::TCP, connects, connects);
            if !asks_for(query.traffic, connects) {
                continue;
            }
            let own = interfaces_as_targets(index, balancer.interfaces.clone());
            let to_it = reach_between(
                index,
                &origins,
                &own,
                Traffic::Ports(Protocol::TCP, listens, listens),
            );
            let starts: Vec<Origin> = balancer
                .interfaces
                .iter()
                .filter_map(|id| from(index, id))
                .collect();
            let from_it =
                reach_between(index, &starts, &interfaces_as_targets(index, reached), port);
            relays.push(Relay {
                balancer: balancer.id.clone(),
                listens,
                connects,
                to_it,
                from_it,
            });
        }
    }
    relays
}

/// What is not known of application load balancers.
pub(super) fn gaps(index: &Index<'_>) -> BTreeSet<Gap> {
    let network = index.network;
    let ours = network
        .interfaces
        .values()
        .filter(|one| one.kind == InterfaceKind::ApplicationLoadBalancer);
    let unread = ours.filter(|one| !index.balancers.contains_key(&one.id));
    let unread = unread.map(|one| Gap::NotRead {
        kind: Kind::LoadBalancers,
        of: one.id.clone(),
    });
    let balancers = network
        .load_balancers
        .values()
        .filter(|one| one.kind == LoadBalancerKind::Application);
    let within = balancers.flat_map(|balancer| {
        let Some(listeners) = &balancer.listeners else {
            return vec![Gap::NotRead {
                kind: Kind::Listeners,
                of: balancer.id.clone(),
            }];
        };
        let groups = listeners
            .iter()
            .flat_map(|listener| &listener.target_groups);
        let unknown = groups.filter_map(|id| match network.target_groups.get(id) {
            None => Some(Gap::NotFound {
                id: id.clone(),
                by: balancer.id.clone(),
            }),
            Some(group) if group.kind == TargetKind::Function || group.targets.is_some() => None,
            Some(group) => Some(Gap::NotRead {
                kind: Kind::Targets,
                of: group.id.clone(),
            }),
        });
        let rules = listeners.iter().filter(|one| !one.knows_rules);
        let rules = rules.map(|one| Gap::NotRead {
            kind: Kind::ListenerRules,
            of: one.id.clone(),
        });
        unknown.chain(rules).collect()
    });
    unread.chain(within).collect()
}

fn asks_for(traffic: Traffic, port: u16) -> bool {
    match traffic {
        Traffic::All => true,
        Traffic::Protocol(protocol) => protocol == Protocol::TCP,
        Traffic::Ports(protocol, first, last) => {
            protocol == Protocol::TCP && (first..=last).contains(&port)
        }
        Traffic::Icmp(..) => false,
    }
}

/// The connections that a load balancer is set up to make to any of these interfaces:
/// where it listens, where it connects, and to which.
fn connections(
    index: &Index<'_>,
    balancer: &LoadBalancer,
    wanted: &BTreeSet<Id>,
) -> Vec<(u16, u16, BTreeSet<Id>)> {
    let mut found = Vec::new();
    for listener in balancer.listeners.iter().flatten() {
        let groups = listener
            .target_groups
            .iter()
            .filter_map(|id| index.network.target_groups.get(id));
        for group in groups {
            for target in group.targets.iter().flatten() {
                let Some(connects) = target.port.or(group.port) else {
                    continue;
                };
                let families = [Family::V4, Family::V6].into_iter();
                let owners = families.flat_map(|family| {
                    let addresses = index.target_addresses(balancer, group, target, family);
                    addresses
                        .into_iter()
                        .flat_map(move |address| index.owners_anywhere(family, address))
                });
                let reached: BTreeSet<Id> = owners
                    .filter(|owner| wanted.contains(*owner))
                    .cloned()
                    .collect();
                if !reached.is_empty() {
                    found.push((listener.port, connects, reached));
                }
            }
        }
    }
    found
}

fn from(index: &Index<'_>, id: &Id) -> Option<Origin> {
    let known = index.network.interfaces.get(id)?;
    let blocks: Vec<ipnet::IpNet> = known
        .addresses
        .iter()
        .map(|address| address.private)
        .collect();
    Some(Origin {
        start: Start::Interface(id.clone()),
        sources: both(&blocks),
        gap: None,
    })
}
