//! Everything that gets from one side to the other, not whether anything does.

use std::collections::BTreeSet;

use super::Query;
use super::answer::{Answered, answered};
use super::judge::{as_asked, flows, send};
use super::origins::origins;
use super::start::Start;
use super::targets::targets;
use super::unread::unread;
use crate::index::Index;
use crate::model::{Gap, Id};
use crate::path::End;
use crate::set::Region;

/// What gets from one side to the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The packets that get there. Empty where none does.
    pub ways: Vec<Way>,
    /// What would have to be known to know that no other does.
    pub gaps: BTreeSet<Gap>,
}

/// Packets that get somewhere from one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Where they are sent.
    pub start: Start,
    /// The interface that takes them; `None` where that is outside of the networks.
    pub interface: Option<Id>,
    /// The packets, as they are sent.
    pub sent: Region,
    /// The packets, as they are when they get there.
    pub received: Region,
    /// Whether answers get back: without, no TCP connection comes about.
    pub is_answered: bool,
    /// What would have to be known to know that they get there.
    pub gaps: Vec<Gap>,
}

/// Everything that gets from one side of a query to the other.
pub(super) fn extent(index: &Index<'_>, query: &Query) -> Extent {
    let mut extent = Extent::default();
    let (origins, targets) = match (origins(index, &query.from), targets(index, &query.to)) {
        (Ok(origins), Ok(targets)) => (origins, targets),
        (from, to) => {
            extent.gaps.extend(from.err().into_iter().chain(to.err()));
            return extent;
        }
    };
    extent
        .gaps
        .extend(unread(index, &query.from, &query.to, &targets));
    for origin in &origins {
        for flow in flows(index, origin, &targets, query.traffic) {
            for ending in send(index, &origin.start, &targets, flow) {
                let Some(ending) = as_asked(ending, query.traffic) else {
                    continue;
                };
                if let End::Unknown(gap) = &ending.end {
                    extent.gaps.insert(gap.clone());
                    extent.gaps.extend(ending.flow.gaps.iter().cloned());
                }
                if !targets.is_reached(&ending.end) {
                    extent.gaps.extend(ending.flow.astray.iter().cloned());
                    continue;
                }
                let interface = match &ending.end {
                    End::Arrived(id) => Some(id.clone()),
                    _ => None,
                };
                let Answered { flows, gaps, .. } = answered(index, &origin.start, &ending);
                let is_answered = !flows.is_empty();
                let alone = (!is_answered).then(|| {
                    let mut flow = ending.flow.clone();
                    flow.gaps.extend(gaps);
                    flow
                });
                let flows = flows.into_iter().map(|(flow, _)| flow);
                extent.ways.extend(flows.chain(alone).map(|flow| Way {
                    start: origin.start.clone(),
                    interface: interface.clone(),
                    sent: flow.sent,
                    received: flow.now,
                    is_answered,
                    gaps: flow.gaps,
                }));
            }
        }
    }
    extent
}
