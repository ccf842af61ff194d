//! What the internet reaches: every interface, at every port.
//!
//! What is open does not depend on the addresses of an interface, only on its subnet and
//! its security groups: rules speak of the other side, and routes within a VPC of whole
//! subnets. So each subnet is walked to once, as if no security group had a say, and what
//! the groups let in is taken out of that. Where that is not so (load balancers pass
//! connections on, a gateway has a route table of its own) each interface is walked to by
//! itself.

use std::collections::{BTreeSet, HashMap};

use super::judge::flows;
use super::origins::Origin;
use super::start::Start;
use super::targets::{Targets, balancers_before, interfaces_as_targets};
use super::unread::{doubts, without_place};
use crate::filter::Filter;
use crate::index::{Class, Index, at};
use crate::model::{Gap, Id, InterfaceKind, Traffic};
use crate::packet::Family;
use crate::path::End;
use crate::reach::answer::{Answered, answered};
use crate::set::{Ranges, Region};
use crate::walk::Walk;

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

/// Interfaces to which the same packets come, before their security groups judge.
#[derive(PartialEq, Eq, Hash)]
struct Alike<'n> {
    subnet: &'n Id,
    /// Whether they have public addresses of IPv4, and addresses of IPv6.
    has: [bool; 2],
}

/// What the internet reaches, of these interfaces or of all.
pub(super) fn exposure(index: &Index<'_>, interfaces: Option<&BTreeSet<Id>>) -> Vec<Exposure> {
    let origin = Origin {
        start: Start::Internet,
        sources: index.others.clone(),
        gap: None,
    };
    let reachable = [reachable(index, Family::V4), reachable(index, Family::V6)];
    let mut outside: HashMap<Alike<'_>, Exposure> = HashMap::new();
    let mut inside: HashMap<(Alike<'_>, *const Class), Exposure> = HashMap::new();
    let chosen = index.network.interfaces.values();
    let chosen = chosen.filter(|one| interfaces.is_none_or(|some| some.contains(&one.id)));
    chosen
        .map(|interface| {
            let own = BTreeSet::from([interface.id.clone()]);
            let vpc = index.vpcs.get(&interface.vpc);
            let is_plain = interface.kind == InterfaceKind::Host
                && vpc.is_some_and(|vpc| vpc.edges.is_empty())
                && balancers_before(index, &own).is_empty()
                && index.unread_interfaces.is_empty();
            let targets = interfaces_as_targets(index, own);
            let Some(class) = index.class(&interface.id).filter(|_| is_plain) else {
                return exposed(index, &origin, &targets, &interface.id, false);
            };
            let public =
                [0, 1].map(|family| targets.destinations[family].intersection(&reachable[family]));
            let alike = || Alike {
                subnet: &interface.subnet,
                has: [0, 1].map(|family| !public[family].is_empty()),
            };
            let model = inside.entry((alike(), class)).or_insert_with(|| {
                let before = outside.entry(alike());
                let before = before
                    .or_insert_with(|| exposed(index, &origin, &targets, &interface.id, true));
                let mut model = before.clone();
                if let Some([enters, _]) = &class.filters {
                    model.openings = before
                        .openings
                        .iter()
                        .flat_map(|opening| let_in(enters, opening))
                        .collect();
                }
                model
            });
            let mut exposure = model.clone();
            exposure.interface = interface.id.clone();
            for opening in &mut exposure.openings {
                opening.packets.destination = public[at(opening.packets.family)].clone();
            }
            exposure
        })
        .collect()
}

/// What the security groups let in of what comes.
fn let_in(filter: &Filter, opening: &Opening) -> Vec<Opening> {
    let pieces = filter.pieces().filter_map(|(region, gap)| {
        // Rules for what comes in say nothing of its destination.
        let packets = opening.packets.intersection(&region)?;
        let gaps = opening.gaps.iter().chain(gap).cloned().collect();
        Some(Opening {
            packets,
            is_answered: opening.is_answered,
            gaps,
        })
    });
    pieces.collect()
}

/// The addresses that the internet sends to: also those that stand for public ones.
fn reachable(index: &Index<'_>, family: Family) -> Ranges {
    match family {
        Family::V4 => Ranges::of(index.public.keys().map(|public| (*public, *public))),
        Family::V6 => index.internet[1].clone(),
    }
}

/// Walks to an interface; perhaps without asking its security groups.
fn exposed(
    index: &Index<'_>,
    origin: &Origin,
    targets: &Targets,
    interface: &Id,
    ignores_groups: bool,
) -> Exposure {
    let mut openings = Vec::new();
    let mut gaps = without_place(index, targets);
    gaps.extend(doubts(index));
    for flow in flows(index, origin, targets, Traffic::All) {
        let walk = Walk::new(index).ending_at(&targets.interfaces);
        let walk = if ignores_groups {
            walk.ignoring_groups()
        } else {
            walk
        };
        for ending in origin.start.send(walk, index, flow) {
            if let End::Unknown(gap) = &ending.end {
                gaps.insert(gap.clone());
                gaps.extend(ending.flow.gaps.iter().cloned());
            }
            if !targets.is_reached(&ending.end) {
                gaps.extend(ending.flow.astray.iter().cloned());
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
