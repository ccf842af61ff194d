//! What the internet reaches: every interface, at every port.
//!
//! What is open does not depend on the addresses of an interface, only on its subnet and
//! its security groups: rules speak of the other side, and routes within a VPC of whole
//! subnets. So one interface of each such class is walked to, and the others follow. Where
//! that is not so (load balancers pass connections on, a gateway has a route table of its
//! own) each interface is walked to by itself.

use std::collections::{BTreeSet, HashMap};

use super::judge::{flows, send};
use super::places::{Origin, Targets, balancers_before, interfaces_as_targets};
use super::start::Start;
use crate::index::{Class, Index};
use crate::model::{Gap, Id, InterfaceKind, Traffic};
use crate::packet::Family;
use crate::path::End;
use crate::reach::answer::{Answered, answered};
use crate::set::{Ranges, Region};

/// What the internet reaches of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The interface.
    pub interface: Id,
    /// What gets there, as it is sent. Empty where nothing does.
    pub openings: Vec<Opening>,
    /// What would have to be known to know that nothing else gets there.
    pub gaps: BTreeSet<Gap>,
}

/// Packets that get there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The packets.
    pub packets: Region,
    /// Whether answers get back: without, no TCP connection comes about.
    pub is_answered: bool,
    /// What would have to be known to know that they get there.
    pub gaps: Vec<Gap>,
}

/// Interfaces that are open in the same way.
#[derive(PartialEq, Eq, Hash)]
struct Alike<'n> {
    subnet: &'n Id,
    class: *const Class,
    kind: InterfaceKind,
    /// Whether it has public addresses of IPv4, and addresses of IPv6.
    has: [bool; 2],
}

/// What the internet reaches, of these interfaces or of all.
pub(super) fn exposure(index: &Index<'_>, interfaces: Option<&BTreeSet<Id>>) -> Vec<Exposure> {
    let origin = Origin {
        start: Start::Internet,
        sources: index.others.clone(),
        gap: None,
    };
    let mut found: HashMap<Alike<'_>, Exposure> = HashMap::new();
    let chosen = index.network.interfaces.values();
    let chosen = chosen.filter(|one| interfaces.is_none_or(|some| some.contains(&one.id)));
    chosen
        .map(|interface| {
            let own = BTreeSet::from([interface.id.clone()]);
            let vpc = index.vpcs.get(&interface.vpc);
            let is_plain = interface.kind == InterfaceKind::Host
                && vpc.is_some_and(|vpc| vpc.edges.is_empty())
                && balancers_before(index, &own).is_empty();
            let targets = interfaces_as_targets(index, own);
            let Some(class) = index.class(&interface.id).filter(|_| is_plain) else {
                return exposed(index, &origin, &targets, &interface.id);
            };
            let public = [0, 1]
                .map(|family| targets.destinations[family].intersection(&reachable(index, family)));
            let has = [0, 1].map(|family| !public[family].is_empty());
            let (subnet, kind) = (&interface.subnet, interface.kind);
            let alike = Alike {
                subnet,
                class,
                kind,
                has,
            };
            let model = found
                .entry(alike)
                .or_insert_with(|| exposed(index, &origin, &targets, &interface.id));
            let mut exposure = model.clone();
            exposure.interface = interface.id.clone();
            for opening in &mut exposure.openings {
                let family = usize::from(opening.packets.family == Family::V6);
                opening.packets.destination = public[family].clone();
            }
            exposure
        })
        .collect()
}

/// The addresses that the internet sends to: also those that stand for public ones.
fn reachable(index: &Index<'_>, family: usize) -> Ranges {
    match family {
        0 => Ranges::of(index.public.keys().map(|public| (*public, *public))),
        _ => index.internet[1].clone(),
    }
}

fn exposed(index: &Index<'_>, origin: &Origin, targets: &Targets, interface: &Id) -> Exposure {
    let mut openings = Vec::new();
    let mut gaps = BTreeSet::new();
    for flow in flows(origin, targets, Traffic::All) {
        for ending in send(index, &origin.start, targets, flow) {
            if let End::Unknown(gap) = &ending.end {
                gaps.insert(gap.clone());
                gaps.extend(ending.flow.gaps.iter().cloned());
            }
            if !targets.is_reached(&ending.end) {
                continue;
            }
            let Answered {
                flows,
                gaps: unsure,
                ..
            } = answered(index, &origin.start, &ending);
            let is_answered = !flows.is_empty();
            let sent = flows.into_iter().map(|(flow, _)| (flow.sent, flow.gaps));
            let alone = (!is_answered).then(|| {
                let gaps = ending.flow.gaps.iter().cloned().chain(unsure).collect();
                (ending.flow.sent.clone(), gaps)
            });
            let opening = |(packets, gaps)| Opening {
                packets,
                is_answered,
                gaps,
            };
            openings.extend(sent.chain(alone).map(opening));
        }
    }
    Exposure {
        interface: interface.clone(),
        openings,
        gaps,
    }
}
