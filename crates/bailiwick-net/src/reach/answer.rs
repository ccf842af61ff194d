//! The way back: which packets that got somewhere are answered.

use std::collections::BTreeSet;

use super::start::Start;
use crate::flow::Flow;
use crate::index::Index;
use crate::model::Gap;
use crate::packet::Protocol;
use crate::path::{End, Hop, Stop};
use crate::set::{Ranges, Region};
use crate::walk::Ending;

/// What becomes of the answers to packets that went the same way.
#[derive(Default)]
pub(super) struct Answered {
    /// The packets that are answered, each set with the path of the answers.
    pub(super) flows: Vec<(Flow, Vec<Hop>)>,
    /// What stopped answers.
    pub(super) lost: BTreeSet<Stop>,
    /// What would have to be known to know that others are lost.
    pub(super) gaps: BTreeSet<Gap>,
}

/// Finds the packets that are answered.
pub(super) fn answered(index: &Index<'_>, start: &Start, ending: &Ending) -> Answered {
    let mut answered = Answered::default();
    for (flow, answers) in answers(&ending.flow) {
        let Some(answers) = answers else {
            // Nobody answers such a packet, so none is missed.
            answered.flows.push((flow, Vec::new()));
            continue;
        };
        for back in start.send_back(index, &ending.end, flow.answers(answers)) {
            let astray = back.flow.astray.iter().cloned();
            match &back.end {
                end if start.gets_back(end) => {
                    let both = as_asked(&flow, &back.flow);
                    if let Some(mut flow) = both {
                        back.flow
                            .gaps
                            .iter()
                            .for_each(|gap| flow = flow.clone().doubted(gap.clone()));
                        answered.flows.push((flow, back.flow.hops()));
                    }
                }
                End::Stopped(stop) => {
                    answered.gaps.extend(astray);
                    answered.lost.insert(stop.clone());
                }
                End::Unknown(gap) => {
                    answered.gaps.extend(astray);
                    answered.gaps.insert(gap.clone());
                }
                // It came to somebody who did not ask: another path than it went.
                End::Arrived(_) | End::Left(_) => answered.gaps.extend(astray),
            }
        }
    }
    answered
}

/// Those of the packets whose answers got back: to the address and port that asked, from
/// the address and port that were asked.
fn as_asked(flow: &Flow, back: &Flow) -> Option<Flow> {
    let is_icmp = flow.now.protocol.contains(Protocol::ICMP.0.into())
        || flow.now.protocol.contains(Protocol::ICMPV6.0.into());
    let turned = |region: &Region, like: &Region| {
        let mut turned = turn(region);
        if is_icmp {
            // The type of a reply says nothing of the request's; the code is the same.
            turned.source_port = like.source_port.clone();
            turned.destination_port = region.destination_port.clone();
        }
        turned
    };
    let narrowed = flow.within(&turned(&back.sent, &flow.now))?;
    let sent = narrowed
        .sent
        .intersection(&turned(&back.now, &narrowed.sent))?;
    let mut answered = narrowed;
    answered.sent = sent;
    Some(answered)
}

/// The packets by whether they are answered, with the answers.
fn answers(flow: &Flow) -> Vec<(Flow, Option<Region>)> {
    let now = &flow.now;
    let mut parts = Vec::new();
    let of = |protocols: &[Protocol]| {
        Ranges::of(protocols.iter().map(|one| (one.0.into(), one.0.into())))
    };
    let with_ports = of(&[Protocol::TCP, Protocol::UDP]);
    if let Some(some) = flow.within(&Region {
        protocol: now.protocol.intersection(&with_ports),
        ..now.clone()
    }) {
        let answer = turn(&some.now);
        parts.push((some, Some(answer)));
    }
    // A request for an echo is answered by a reply, other messages are not.
    // Source: <https://www.rfc-editor.org/rfc/rfc792>, <https://www.rfc-editor.org/rfc/rfc4443>.
    for (protocol, request, reply) in [(Protocol::ICMP, 8, 0), (Protocol::ICMPV6, 128, 129)] {
        let only = Region {
            protocol: now.protocol.intersection(&of(&[protocol])),
            ..now.clone()
        };
        let Some(some) = flow.within(&only) else {
            continue;
        };
        let request = Ranges::one(request);
        if let Some(asks) = some.within(&Region {
            source_port: request.clone(),
            ..some.now.clone()
        }) {
            let answer = Region {
                source_port: Ranges::one(reply),
                ..turn(&asks.now)
            };
            let answer = Region {
                destination_port: asks.now.destination_port.clone(),
                ..answer
            };
            parts.push((asks, Some(answer)));
        }
        let others = some.now.source_port.difference(&request);
        if let Some(silent) = some.within(&Region {
            source_port: others,
            ..some.now.clone()
        }) {
            parts.push((silent, None));
        }
    }
    let others = now.protocol.difference(&of(&[
        Protocol::TCP,
        Protocol::UDP,
        Protocol::ICMP,
        Protocol::ICMPV6,
    ]));
    if let Some(some) = flow.within(&Region {
        protocol: others,
        ..now.clone()
    }) {
        let answer = turn(&some.now);
        parts.push((some, Some(answer)));
    }
    parts
}

/// The packets that go the other way.
fn turn(region: &Region) -> Region {
    Region {
        family: region.family,
        source: region.destination.clone(),
        destination: region.source.clone(),
        protocol: region.protocol.clone(),
        source_port: region.destination_port.clone(),
        destination_port: region.source_port.clone(),
    }
}
