//! What is found on the way to an answer, and what it comes to.

use std::collections::BTreeSet;

use super::answer::{Answered, answered};
use super::judge::send;
use super::start::Start;
use super::targets::Targets;
use super::{Reach, Witness};
use crate::flow::Flow;
use crate::index::Index;
use crate::model::{Gap, Id};
use crate::path::{End, Hop, Stop};
use crate::set::Region;

/// What was found on the way to an answer.
#[derive(Default)]
pub(super) struct Findings {
    /// Packets that get there and are answered, with nothing in doubt.
    pub(super) sure: Option<Found>,
    /// Packets that get there, for sure, and are not answered.
    pub(super) unanswered: Option<Found>,
    /// Packets that get there if what is not known lets them.
    pub(super) perhaps: Option<Found>,
    /// Packets of which it is not known where they go from some place on.
    pub(super) lost_sight_of: Option<Found>,
    /// Packets that get as far as any that are stopped.
    pub(super) stopped: Option<Found>,
    pub(super) lost: BTreeSet<Stop>,
    pub(super) because: BTreeSet<Stop>,
    pub(super) gaps: BTreeSet<Gap>,
}

/// Packets that get there, and where from.
pub(super) struct Found {
    pub(super) start: Start,
    pub(super) flow: Flow,
    pub(super) end: End,
    pub(super) answer: Vec<Hop>,
}

impl Findings {
    /// Whether nothing more needs to be found.
    pub(super) fn is_sure(&self) -> bool {
        self.sure.is_some()
    }

    /// What they come to.
    pub(super) fn conclude(self, index: &Index<'_>, targets: &Targets) -> Reach {
        let Self {
            sure,
            unanswered,
            perhaps,
            lost_sight_of,
            stopped,
            lost,
            because,
            mut gaps,
        } = self;
        if let Some(found) = sure {
            return match found.witness(index, targets) {
                Ok(witness) => Reach::Reachable(Box::new(witness)),
                Err(gap) => unknown([gap]),
            };
        }
        if !gaps.is_empty() {
            let perhaps = match perhaps
                .or(unanswered)
                .or(lost_sight_of)
                .map(|found| found.witness(index, targets))
            {
                Some(Ok(witness)) => Some(Box::new(witness)),
                Some(Err(gap)) => {
                    gaps.insert(gap);
                    None
                }
                None => None,
            };
            return Reach::Unknown { gaps, perhaps };
        }
        if let Some(found) = unanswered {
            return match found.witness(index, targets) {
                Ok(witness) => Reach::OneWay {
                    witness: Box::new(witness),
                    lost,
                },
                Err(gap) => unknown([gap]),
            };
        }
        let tried = stopped.and_then(|found| found.witness(index, targets).ok());
        Reach::Unreachable {
            because,
            tried: tried.map(Box::new),
        }
    }
}

impl Found {
    /// A packet of them, tried again by itself.
    pub(super) fn witness(&self, index: &Index<'_>, targets: &Targets) -> Result<Witness, Gap> {
        let failed = || {
            let resource = match &self.end {
                End::Arrived(id) => id.clone(),
                _ => Id::from("the way out"),
            };
            Gap::NotModelled {
                resource,
                does: "was not reached again by a packet of its own",
            }
        };
        let packet = self.flow.sent.example().ok_or_else(failed)?;
        let flow = Flow::new(Region::packet(&packet));
        for ending in send(index, &self.start, targets, flow) {
            if ending.end != self.end {
                continue;
            }
            let Answered { flows, .. } = answered(index, &self.start, &ending);
            let answer = flows.into_iter().next().map(|(_, answer)| answer);
            if answer.is_none() && !self.answer.is_empty() {
                continue;
            }
            return Ok(Witness {
                packet,
                start: self.start.clone(),
                hops: ending.flow.hops(),
                end: ending.end,
                answer: answer.unwrap_or_default(),
            });
        }
        Err(failed())
    }
}

/// It cannot be told, for these reasons.
pub(super) fn unknown(gaps: impl IntoIterator<Item = Gap>) -> Reach {
    Reach::Unknown {
        gaps: gaps.into_iter().collect(),
        perhaps: None,
    }
}
