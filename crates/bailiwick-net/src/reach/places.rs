//! From what a query names to where packets are sent, and to where they must end.

use std::collections::BTreeSet;

use ipnet::IpNet;

use super::endpoint::Endpoint;
use super::start::Start;
use crate::index::{Index, at, both};
use crate::model::{EndpointKind, Gap, Id};
use crate::packet::{Family, number};
use crate::path::{End, Outside};
use crate::set::{Ranges, Region};

/// A place that packets are sent from, with the sources they can have, by family.
pub(super) struct Origin {
    pub(super) start: Start,
    pub(super) sources: [Ranges; 2],
    /// What is not known of it.
    pub(super) gap: Option<Gap>,
}

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

/// The places that packets are sent from.
pub(super) fn origins(index: &Index<'_>, from: &Endpoint) -> Result<Vec<Origin>, Gap> {
    match from {
        Endpoint::Internet => Ok(vec![internet(index.others.clone())]),
        Endpoint::OnPremises => {
            let starts = Start::all_on_premises(index);
            let everything = [Family::V4, Family::V6].map(Region::addresses);
            let origins = starts.into_iter().map(|start| Origin {
                start,
                sources: everything.clone(),
                gap: None,
            });
            let origins: Vec<Origin> = origins.collect();
            match origins.is_empty() {
                true => Err(nothing(from)),
                false => Ok(origins),
            }
        }
        Endpoint::Addresses(blocks) => {
            let origins = among(index, blocks);
            match origins.is_empty() {
                true => Err(nothing(from)),
                false => Ok(origins),
            }
        }
        Endpoint::Selected(selection) => {
            let chosen = selection.interfaces(index.network);
            let origins: Vec<Origin> = chosen.iter().map(|id| interface(index, id)).collect();
            match origins.is_empty() {
                true => Err(nothing(from)),
                false => Ok(origins),
            }
        }
    }
}

fn nothing(endpoint: &Endpoint) -> Gap {
    Gap::NothingSelected {
        selection: endpoint.to_string(),
    }
}

fn internet(sources: [Ranges; 2]) -> Origin {
    Origin {
        start: Start::Internet,
        sources,
        gap: None,
    }
}

fn interface(index: &Index<'_>, id: &Id) -> Origin {
    let addresses = index.network.interfaces[id].addresses.iter();
    let blocks: Vec<IpNet> = addresses.map(|address| address.private).collect();
    Origin {
        start: Start::Interface(id.clone()),
        sources: both(&blocks),
        gap: None,
    }
}

/// Whoever has one of these addresses: interfaces, the internet, one's own premises.
fn among(index: &Index<'_>, blocks: &[IpNet]) -> Vec<Origin> {
    let meant = both(blocks);
    let cut =
        |sources: &[Ranges; 2]| [0, 1].map(|family| sources[family].intersection(&meant[family]));
    let some = |origin: &Origin| origin.sources.iter().any(|sources| !sources.is_empty());
    let own = index
        .network
        .interfaces
        .keys()
        .map(|id| interface(index, id));
    let own = own.map(|origin| Origin {
        sources: cut(&origin.sources),
        ..origin
    });
    let mut origins: Vec<Origin> = own.filter(some).collect();
    origins.extend(Some(internet(cut(&index.others))).filter(some));
    // What no VPC has may come from one's own premises.
    let mut elsewhere = meant.clone();
    for vpc in index.vpcs.values() {
        elsewhere = [0, 1].map(|family| elsewhere[family].difference(&vpc.blocks[family]));
    }
    for start in Start::all_on_premises(index) {
        origins.extend(
            Some(Origin {
                start,
                sources: elsewhere.clone(),
                gap: None,
            })
            .filter(some),
        );
    }
    // Or from the other side of a peering that was not read.
    for peering in index.network.peerings.values() {
        for (here, there) in
            [(0, 1), (1, 0)].map(|(one, two)| (&peering.sides[one], &peering.sides[two]))
        {
            if index.vpcs.contains_key(&here.vpc) && !index.vpcs.contains_key(&there.vpc) {
                let gap = Some(Gap::NotFound {
                    id: there.vpc.clone(),
                    by: peering.id.clone(),
                });
                let sources = match there.blocks.is_empty() {
                    true => elsewhere.clone(),
                    false => cut(&both(&there.blocks)),
                };
                origins.extend(
                    Some(Origin {
                        start: Start::Vpc(here.vpc.clone()),
                        sources,
                        gap,
                    })
                    .filter(some),
                );
            }
        }
    }
    origins
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
    let mut targets = Targets::default();
    for id in &interfaces {
        let known = &index.network.interfaces[id];
        let blocks: Vec<IpNet> = known
            .addresses
            .iter()
            .map(|address| address.private)
            .collect();
        let own = both(&blocks);
        targets.destinations =
            [0, 1].map(|family| targets.destinations[family].union(&own[family]));
        let public = public(index, id);
        targets.destinations[0] = targets.destinations[0].union(&public);
    }
    let known = balancers_before(index, &interfaces);
    let known = known
        .iter()
        .flat_map(|id| &index.network.load_balancers[id].interfaces);
    for id in known.chain(index.unread_interfaces.iter().copied()) {
        let Some(before) = index.network.interfaces.get(id) else {
            continue;
        };
        targets.before.insert(id.clone());
        let blocks: Vec<IpNet> = before
            .addresses
            .iter()
            .map(|address| address.private)
            .collect();
        let own = both(&blocks);
        targets.balanced = [0, 1].map(|family| targets.balanced[family].union(&own[family]));
        targets.balanced[0] = targets.balanced[0].union(&public(index, id));
    }
    targets.balanced =
        [0, 1].map(|family| targets.balanced[family].difference(&targets.destinations[family]));
    targets.interfaces = interfaces;
    targets
}

/// The public addresses of IPv4 that lead to an interface.
fn public(index: &Index<'_>, id: &Id) -> Ranges {
    let known = &index.network.interfaces[id];
    let Some(vpc) = index.vpcs.get(&known.vpc) else {
        return Ranges::none();
    };
    let private = known
        .addresses
        .iter()
        .map(|address| number(address.private.addr()));
    let public = private.filter_map(|private| vpc.published.get(&private));
    Ranges::of(public.map(|public| (*public, *public)))
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
