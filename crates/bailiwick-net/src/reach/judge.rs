//! From where packets end to an answer.

use super::answer::{Answered, answered};
use super::findings::{Findings, Found, unknown};
use super::origins::{Origin, origins};
use super::start::Start;
use super::targets::{Targets, targets};
use super::unread::unread;
use super::{Path, Query, Reach, Trace};
use crate::flow::Flow;
use crate::index::Index;
use crate::model::{Gap, Traffic};
use crate::packet::{Family, Packet};
use crate::path::End;
use crate::set::Region;
use crate::walk::{Ending, Walk};

/// Answers a query.
pub(super) fn reach(index: &Index<'_>, query: &Query) -> Reach {
    let (origins, targets) = match (origins(index, &query.from), targets(index, &query.to)) {
        (Ok(origins), Ok(targets)) => (origins, targets),
        (Err(gap), Ok(_)) | (Ok(_), Err(gap)) => return unknown([gap]),
        (Err(one), Err(two)) => return unknown([one, two]),
    };
    let gaps = unread(index, &query.from, &query.to, &targets);
    // A packet that gets through by one of two descriptions may not by the other.
    let is_contested = |gap: &Gap| matches!(gap, Gap::Conflict { .. });
    if gaps.iter().any(is_contested) {
        return unknown(gaps);
    }
    let findings = Findings {
        gaps,
        ..Findings::default()
    };
    between(findings, index, &origins, &targets, query.traffic)
}

pub(super) fn reach_between(
    index: &Index<'_>,
    origins: &[Origin],
    targets: &Targets,
    traffic: Traffic,
) -> Reach {
    between(Findings::default(), index, origins, targets, traffic)
}

/// Adds what is found between these places, and concludes.
fn between(
    mut findings: Findings,
    index: &Index<'_>,
    origins: &[Origin],
    targets: &Targets,
    traffic: Traffic,
) -> Reach {
    for origin in origins {
        for flow in flows(index, origin, targets, traffic) {
            judge(index, origin, targets, traffic, flow, &mut findings);
            if findings.is_sure() {
                return findings.conclude(index, targets);
            }
        }
    }
    findings.conclude(index, targets)
}

/// Every packet that the query is about, from one place.
pub(super) fn flows(
    index: &Index<'_>,
    origin: &Origin,
    targets: &Targets,
    traffic: Traffic,
) -> Vec<Flow> {
    let mut flows = Vec::new();
    let direct = targets.destinations_from(index, &origin.start);
    for (at, family) in [Family::V4, Family::V6].into_iter().enumerate() {
        let asked = traffic.region(family);
        // At a load balancer the port is another one than at the target.
        let unported = Region {
            destination_port: Region::everything(family).destination_port,
            ..asked.clone()
        };
        let wanted = [(&direct, asked), (&targets.balanced, unported)];
        for (destinations, asked) in wanted {
            let source = origin.sources[at].clone();
            let destination = destinations[at].clone();
            for whole in Region::universe(family) {
                let sent = Region {
                    source: source.clone(),
                    destination: destination.clone(),
                    ..whole
                };
                let Some(sent) = sent.intersection(&asked) else {
                    continue;
                };
                let flow = Flow::new(sent);
                flows.push(match &origin.gap {
                    Some(gap) => flow.doubted(gap.clone()),
                    None => flow,
                });
            }
        }
    }
    flows
}

fn judge(
    index: &Index<'_>,
    origin: &Origin,
    targets: &Targets,
    traffic: Traffic,
    flow: Flow,
    findings: &mut Findings,
) {
    let start = &origin.start;
    for ending in send(index, start, targets, flow) {
        let Some(ending) = as_asked(ending, traffic) else {
            continue;
        };
        if !targets.is_reached(&ending.end) {
            findings.gaps.extend(ending.flow.astray.iter().cloned());
            match ending.end {
                End::Stopped(stop) => {
                    findings.because.insert(stop.clone());
                    let steps = findings
                        .stopped
                        .as_ref()
                        .map_or(0, |found| found.flow.steps);
                    if ending.flow.steps > steps || findings.stopped.is_none() {
                        let (start, flow, end) = (start.clone(), ending.flow, End::Stopped(stop));
                        findings.stopped = Some(Found {
                            start,
                            flow,
                            end,
                            answer: Vec::new(),
                        });
                    }
                }
                End::Unknown(gap) => {
                    findings.gaps.insert(gap.clone());
                    findings.gaps.extend(ending.flow.gaps.iter().cloned());
                    let (start, flow, end) = (start.clone(), ending.flow, End::Unknown(gap));
                    let found = Found {
                        start,
                        flow,
                        end,
                        answer: Vec::new(),
                    };
                    findings.lost_sight_of.get_or_insert(found);
                }
                End::Arrived(_) | End::Left(_) => {}
            }
            continue;
        }
        let Answered { flows, lost, gaps } = answered(index, start, &ending);
        let is_answered = !flows.is_empty();
        for (flow, answer) in flows {
            let (start, end) = (start.clone(), ending.end.clone());
            let found = Found {
                start,
                flow,
                end,
                answer,
            };
            match found.flow.gaps.is_empty() {
                true => drop(findings.sure.get_or_insert(found)),
                false => {
                    findings.gaps.extend(found.flow.gaps.iter().cloned());
                    findings.perhaps.get_or_insert(found);
                }
            }
        }
        if !is_answered {
            findings.lost.extend(lost);
            let flow = ending.flow;
            let doubts: Vec<Gap> = flow.gaps.iter().cloned().chain(gaps).collect();
            let (start, end) = (start.clone(), ending.end);
            let found = Found {
                start,
                flow,
                end,
                answer: Vec::new(),
            };
            match doubts.is_empty() {
                true => drop(findings.unanswered.get_or_insert(found)),
                false => {
                    findings.gaps.extend(doubts);
                    findings.perhaps.get_or_insert(found);
                }
            }
        }
    }
}

pub(super) fn send(index: &Index<'_>, start: &Start, targets: &Targets, flow: Flow) -> Vec<Ending> {
    start.send(Walk::new(index).ending_at(&targets.interfaces), index, flow)
}

/// Those that are, at the end, what was asked for.
pub(super) fn as_asked(ending: Ending, traffic: Traffic) -> Option<Ending> {
    let Ending { flow, end } = ending;
    match end {
        End::Arrived(_) => {
            let flow = flow.within(&traffic.region(flow.now.family))?;
            Some(Ending { flow, end })
        }
        end => Some(Ending { flow, end }),
    }
}

/// Every way from the one to the other.
pub(super) fn paths(index: &Index<'_>, query: &Query) -> Vec<Path> {
    let (Ok(origins), Ok(targets)) = (origins(index, &query.from), targets(index, &query.to))
    else {
        return Vec::new();
    };
    let mut paths = Vec::new();
    for origin in &origins {
        for flow in flows(index, origin, &targets, query.traffic) {
            let endings = send(index, &origin.start, &targets, flow);
            let endings = endings
                .into_iter()
                .filter_map(|ending| as_asked(ending, query.traffic));
            for ending in endings.filter(|ending| targets.is_reached(&ending.end)) {
                for (flow, answer) in answered(index, &origin.start, &ending).flows {
                    let (start, end) = (origin.start.clone(), ending.end.clone());
                    let found = Found {
                        start,
                        flow,
                        end,
                        answer,
                    };
                    if let Ok(witness) = found.witness(index, &targets) {
                        let (packets, gaps) = (found.flow.sent, found.flow.gaps);
                        paths.push(Path {
                            packets,
                            witness,
                            gaps,
                        });
                    }
                }
            }
        }
    }
    paths
}

/// The ways that one packet takes.
pub(super) fn trace(
    index: &Index<'_>,
    start: &Start,
    packet: &Packet,
    is_answer: bool,
) -> Vec<Trace> {
    let mut flow = Flow::new(Region::packet(packet));
    flow.is_answer = is_answer;
    let endings = start.send(Walk::new(index), index, flow);
    let trace = |ending: Ending| {
        let packet = ending.flow.now.example().unwrap_or(*packet);
        Trace {
            packet,
            hops: ending.flow.hops(),
            end: ending.end,
            gaps: ending.flow.gaps,
        }
    };
    endings.into_iter().map(trace).collect()
}
