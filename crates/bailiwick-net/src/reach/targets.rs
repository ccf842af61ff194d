//! From what a query names to where packets must end, and where to send them for that.

use std::collections::BTreeSet;

use super::endpoint::Endpoint;
use super::origins::nothing;
use super::start::Start;
use crate::index::{Index, at, both};
use crate::model::{EndpointKind, Gap, Id};
use crate::packet::{Family, number};
use crate::path::{End, Outside};
use crate::set::{Ranges, Region};

/// What is to be reached.
#[derive(Default)]
pub(super) struct Targets {
    pub(super) interfaces: BTreeSet<Id>,
    /// Where to send packets, by family.
    pub(super) destinations: [Ranges; 2],
    /// Destinations where the port changes on the way: those of network load balancers.
    pub(super) balanced: [Ranges; 2],
    /// The interfaces of those load balancers.
    pub(super) before: BTreeSet<Id>,
    /// What is meant outside of the networks.
    outside: Option<Meant>,
    /// Addresses, whoever has them.
    any: bool,
}

enum Meant {
    Internet,
    OnPremises,
    Services(BTreeSet<Id>),
}

/// What is to be reached.
pub(super) fn targets(index: &Index<'_>, to: &Endpoint) -> Result<Targets, Gap> {
    match to {
        Endpoint::Internet => Ok(Targets {
            destinations: index.others.clone(),
            outside: Some(Meant::Internet),
            ..Targets::default()
        }),
        Endpoint::OnPremises => Ok(Targets {
            destinations: [Family::V4, Family::V6].map(Region::addresses),
            outside: Some(Meant::OnPremises),
            ..Targets::default()
        }),
        Endpoint::Addresses(blocks) => Ok(Targets {
            destinations: both(blocks),
            any: true,
            ..Targets::default()
        }),
        Endpoint::Selected(selection) => {
            let interfaces = selection.interfaces(index.network);
            let services = selection.services(index.network);
            if interfaces.is_empty() && services.is_empty() {
                return Err(nothing(to));
            }
            let mut targets = interfaces_as_targets(index, interfaces);
            if !services.is_empty() {
                targets.outside = Some(Meant::Services(services));
                targets.destinations = [0, 1]
                    .map(|family| targets.destinations[family].union(&index.internet[family]));
            }
            Ok(targets)
        }
    }
}

pub(super) fn interfaces_as_targets(index: &Index<'_>, interfaces: BTreeSet<Id>) -> Targets {
    let known = balancers_before(index, &interfaces);
    let known = known
        .iter()
        .flat_map(|id| &index.network.load_balancers[id].interfaces);
    let before: BTreeSet<Id> = known
        .chain(index.unread_interfaces.iter().copied())
        .filter(|id| index.network.interfaces.contains_key(*id))
        .cloned()
        .collect();
    let mut targets = Targets {
        destinations: addresses(index, interfaces.iter()),
        balanced: addresses(index, before.iter()),
        before,
        ..Targets::default()
    };
    targets.balanced =
        [0, 1].map(|family| targets.balanced[family].difference(&targets.destinations[family]));
    targets.interfaces = interfaces;
    targets
}

/// The addresses of interfaces by family, with the public ones of IPv4 that lead to them.
fn addresses<'i>(index: &Index<'_>, ids: impl Iterator<Item = &'i Id>) -> [Ranges; 2] {
    let mut all: [Vec<(u128, u128)>; 2] = Default::default();
    for known in ids.filter_map(|id| index.network.interfaces.get(id)) {
        let published = index.vpcs.get(&known.vpc).map(|vpc| &vpc.published);
        for address in &known.addresses {
            let own = Ranges::block(&address.private);
            all[at(Family::of(address.private.addr()))].extend(own.iter());
            let private = number(address.private.addr());
            let public = published.and_then(|published| published.get(&private));
            all[0].extend(public.map(|public| (*public, *public)));
        }
    }
    all.map(Ranges::of)
}

/// The network load balancers that send to any of these interfaces, or that were not read
/// well enough to say that they do not.
pub(super) fn balancers_before(index: &Index<'_>, interfaces: &BTreeSet<Id>) -> BTreeSet<Id> {
    let before = interfaces
        .iter()
        .filter_map(|id| index.behind.get(id))
        .flatten();
    before
        .chain(&index.unread)
        .map(|id| (*id).clone())
        .collect()
}

impl Targets {
    /// Where to send packets from a start: from the internet to what is public, if
    /// anything is; else to the rest, which shows why not.
    pub(super) fn destinations_from(&self, index: &Index<'_>, start: &Start) -> [Ranges; 2] {
        if *start != Start::Internet {
            return self.destinations.clone();
        }
        let public = Ranges::of(index.public.keys().map(|public| (*public, *public)));
        let known = [public.union(&index.internet[0]), index.internet[1].clone()];
        let public = [0, 1].map(|family| self.destinations[family].intersection(&known[family]));
        match public.iter().all(Ranges::is_empty) {
            true => self.destinations.clone(),
            false => public,
        }
    }

    /// Whether packets that end so have reached what was meant.
    pub(super) fn is_reached(&self, end: &End) -> bool {
        match end {
            End::Arrived(id) => self.any || self.interfaces.contains(id),
            End::Left(_) if self.any => true,
            End::Left(outside) => match (outside, &self.outside) {
                (Outside::Internet, Some(Meant::Internet)) => true,
                (Outside::OnPremises(_), Some(Meant::OnPremises)) => true,
                (Outside::Service(id), Some(Meant::Services(services))) => services.contains(id),
                _ => false,
            },
            End::Stopped(_) | End::Unknown(_) => false,
        }
    }
}

impl<'n> Index<'n> {
    /// The interfaces that have a private address, in any VPC.
    pub(crate) fn owners_anywhere(&self, family: Family, address: u128) -> BTreeSet<&'n Id> {
        let holding = self
            .vpcs
            .values()
            .filter(|vpc| vpc.blocks[at(family)].contains(address));
        holding
            .flat_map(|vpc| self.owners(&vpc.vpc.id, family, address))
            .collect()
    }
}

/// The gateway endpoints among endpoints.
pub(super) fn is_gateway(kind: EndpointKind) -> bool {
    kind == EndpointKind::Gateway
}
