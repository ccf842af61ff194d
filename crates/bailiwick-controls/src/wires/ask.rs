//! The engine's answers as what a verdict is made of.

use bailiwick_net::model::Traffic;
use bailiwick_net::reach::{Endpoint, Engine, Query, Reach, Witness as Way};

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

/// Asks whether `from` reaches `to`, whose name is `whom`, which it may not.
pub(crate) fn ask(
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
