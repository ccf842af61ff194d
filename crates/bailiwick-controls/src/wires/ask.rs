//! The engine's answers as what a verdict is made of.

use std::collections::BTreeSet;

use bailiwick_net::model::{Id, Traffic};
use bailiwick_net::reach::{Endpoint, Engine, Query, Reach, Selection, Witness as Way};

use crate::verdict::Reason;
use crate::witness::{Witness, WitnessKind};

/// What was found so far.
#[derive(Default)]
pub(crate) struct Found {
    /// Packets that get where they may not.
    pub(crate) witnesses: Vec<Witness>,
    /// What is not known.
    pub(crate) reasons: Vec<Reason>,
    /// How many questions were answered with no.
    pub(crate) stopped: usize,
}

/// What is protected, by its name.
pub(crate) type Target = (String, Selection);

/// Asks whether any of the sources reaches any of the targets, which they may not.
///
/// Those of whom it is known which interfaces they are, are asked about all at once: what no
/// packet reaches from any of them, none reaches from each. Where the answer is another one,
/// halves are asked, and in the end each pair by itself.
pub(crate) fn ask_each(
    engine: &Engine<'_>,
    sources: &[Endpoint],
    targets: &[Target],
    traffic: Traffic,
    found: &mut Found,
) {
    let is_known = |source: &Endpoint| sent_by_these(source).is_some();
    let (known, others): (Vec<_>, Vec<_>) = sources.iter().cloned().partition(is_known);
    let mut groups: Vec<&[Endpoint]> = vec![&known];
    groups.extend(others.chunks(1));
    let is_known = |(_, target): &Target| these(target).is_some();
    let (known, others): (Vec<_>, Vec<_>) = targets.iter().cloned().partition(is_known);
    for sources in groups {
        halves(engine, sources, &known, traffic, found);
        for target in others.chunks(1) {
            halves(engine, sources, target, traffic, found);
        }
    }
}

fn halves(
    engine: &Engine<'_>,
    sources: &[Endpoint],
    targets: &[Target],
    traffic: Traffic,
    found: &mut Found,
) {
    match (sources, targets) {
        ([], _) | (_, []) => {}
        ([from], [(whom, to)]) => {
            let to = Endpoint::Selected(to.clone());
            ask(engine, from, &to, traffic, whom, found);
        }
        _ => {
            let together = from_all(sources).zip(to_all(targets));
            if together.is_some_and(|(from, to)| is_closed(engine, from, to, traffic)) {
                found.stopped += sources.len() * targets.len();
            } else if sources.len() > targets.len() {
                let (one, other) = sources.split_at(sources.len() / 2);
                halves(engine, one, targets, traffic, found);
                halves(engine, other, targets, traffic, found);
            } else {
                let (one, other) = targets.split_at(targets.len() / 2);
                halves(engine, sources, one, traffic, found);
                halves(engine, sources, other, traffic, found);
            }
        }
    }
}

/// All of the sources as one; `None` where that is not known of some.
fn from_all(sources: &[Endpoint]) -> Option<Endpoint> {
    match sources {
        [single] => Some(single.clone()),
        several => all(several.iter().map(sent_by_these)),
    }
}

/// All of the targets as one; `None` where that is not known of some.
fn to_all(targets: &[Target]) -> Option<Endpoint> {
    all(targets.iter().map(|(_, target)| these(target)))
}

fn sent_by_these(source: &Endpoint) -> Option<&BTreeSet<Id>> {
    match source {
        Endpoint::Selected(selection) => these(selection),
        _ => None,
    }
}

/// The interfaces of a selection that is not empty.
fn these(selection: &Selection) -> Option<&BTreeSet<Id>> {
    match selection {
        Selection::These(interfaces) if !interfaces.is_empty() => Some(interfaces),
        _ => None,
    }
}

fn all<'i>(interfaces: impl Iterator<Item = Option<&'i BTreeSet<Id>>>) -> Option<Endpoint> {
    let interfaces = interfaces.collect::<Option<Vec<_>>>()?;
    let interfaces = interfaces.into_iter().flatten().cloned().collect();
    Some(Endpoint::Selected(Selection::These(interfaces)))
}

/// Whether no packet gets through at all, with nothing left to know.
fn is_closed(engine: &Engine<'_>, from: Endpoint, to: Endpoint, traffic: Traffic) -> bool {
    let answer = engine.reach(&Query { from, to, traffic });
    matches!(answer.reach, Reach::Unreachable { .. })
        && answer.relays.is_empty()
        && answer.relay_gaps.is_empty()
}

/// Asks whether `from` reaches `to`, whose name is `whom`, which it may not.
fn ask(
    engine: &Engine<'_>,
    from: &Endpoint,
    to: &Endpoint,
    traffic: Traffic,
    whom: &str,
    found: &mut Found,
) {
    let answer = engine.reach(&Query {
        from: from.clone(),
        to: to.clone(),
        traffic,
    });
    match answer.reach {
        Reach::Reachable(way) => found.witnesses.push(packet(&way, whom)),
        Reach::OneWay { witness, .. } => found
            .witnesses
            .push(packet(&witness, whom).with("answer", "none gets back")),
        Reach::Unreachable { .. } => found.stopped += 1,
        Reach::Unknown { gaps, .. } => {
            let gaps: Vec<String> = gaps.iter().map(ToString::to_string).collect();
            let text = format!("whether {traffic} reaches `{whom}`: {}", gaps.join(", "));
            found.reasons.push(Reason::NotModelled(text));
        }
    }
    if !answer.relay_gaps.is_empty() {
        let gaps: Vec<String> = answer.relay_gaps.iter().map(ToString::to_string).collect();
        let gaps = gaps.join(", ");
        let text = format!("whether a load balancer speaks to `{whom}` for others: {gaps}");
        found.reasons.push(Reason::NotModelled(text));
    }
    for relay in answer.relays {
        let text = format!("who speaks to `{whom}` through a load balancer: {relay:?}");
        found.reasons.push(Reason::NotModelled(text));
    }
}

fn packet(way: &Way, whom: &str) -> Witness {
    let what = format!("a packet reaches `{whom}`: {}", way.packet);
    let mut witness = Witness::new(WitnessKind::Packet, what);
    for hop in &way.hops {
        witness = witness.with("by", hop.to_string());
    }
    witness
}

#[cfg(test)]
mod tests;
