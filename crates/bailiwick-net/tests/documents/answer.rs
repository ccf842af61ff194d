//! Questions and answers as the documents write them.

use bailiwick_net::model::Traffic;
use bailiwick_net::packet::Protocol;
use bailiwick_net::path::{End, Hop};
use bailiwick_net::reach::{Engine, Query, Reach, Relay, Witness};

/// The answer to `FROM → TO TRAFFIC` in a word or two.
pub(crate) fn word(engine: &Engine<'_>, question: &str) -> &'static str {
    match engine.reach(&asked(question)).reach {
        Reach::Reachable(_) => "reached",
        Reach::OneWay { .. } => "one way",
        Reach::Unreachable { .. } => "not reached",
        Reach::Unknown { .. } => "unknown",
    }
}

/// Whether somebody else connects to the target for whoever asks, for all that is known.
pub(crate) fn may_be_relayed(engine: &Engine<'_>, question: &str) -> bool {
    let answer = engine.reach(&asked(question));
    let is_closed = |relay: &Relay| {
        let ways = [&relay.to_it, &relay.from_it];
        ways.iter()
            .any(|way| matches!(way, Reach::Unreachable { .. }))
    };
    !answer.relays.iter().all(is_closed)
        || !answer.relay_gaps.is_empty()
        || matches!(answer.reach, Reach::Unknown { .. })
}

/// Whether anything gets there, for all that is known.
pub(crate) fn may_get_there(engine: &Engine<'_>, question: &str) -> bool {
    let extent = engine.extent(&asked(question));
    !extent.ways.is_empty() || !extent.gaps.is_empty()
}

fn asked(question: &str) -> Query {
    let (from, rest) = question.split_once(" → ").expect("FROM → TO TRAFFIC");
    let (to, traffic) = rest.split_once(' ').unwrap_or((rest, "all"));
    Query {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        traffic: read(traffic),
    }
}

/// Answers `FROM → TO TRAFFIC`.
pub(crate) fn answer(engine: &Engine<'_>, question: &str) -> String {
    let answer = engine.reach(&asked(question));
    let relays: String = answer.relays.iter().map(relayed).collect();
    let gaps: String = answer
        .relay_gaps
        .iter()
        .map(|gap| format!("  of relays: {gap}\n"))
        .collect();
    format!("{question}\n{}{relays}{gaps}", said(&answer.reach))
}

fn read(written: &str) -> Traffic {
    match written.split_once('/') {
        None if written == "all" => Traffic::All,
        None => Traffic::Protocol(Protocol::parse(written).unwrap()),
        Some((port, protocol)) => {
            let port = port.parse().unwrap();
            Traffic::Ports(Protocol::parse(protocol).unwrap(), port, port)
        }
    }
}

fn said(reach: &Reach) -> String {
    let lines = |title: &str, all: Vec<String>| -> String {
        all.iter()
            .map(|line| format!("  {title}: {line}\n"))
            .collect()
    };
    match reach {
        Reach::Reachable(found) => format!("  reached: {}", witness(found)),
        Reach::OneWay {
            witness: found,
            lost,
        } => {
            format!(
                "  one way: {}{}",
                witness(found),
                lines("no answer", lost.iter().map(ToString::to_string).collect())
            )
        }
        Reach::Unreachable { because, .. } => {
            format!(
                "  not reached\n{}",
                lines("because", because.iter().map(ToString::to_string).collect())
            )
        }
        Reach::Unknown { gaps, perhaps } => {
            let perhaps = perhaps
                .as_ref()
                .map(|found| format!("  perhaps: {}", witness(found)));
            let gaps = lines("since", gaps.iter().map(ToString::to_string).collect());
            format!("  unknown\n{gaps}{}", perhaps.unwrap_or_default())
        }
    }
}

fn relayed(relay: &Relay) -> String {
    let (to, from) = (
        indented(&said(&relay.to_it)),
        indented(&said(&relay.from_it)),
    );
    format!(
        "  by way of {}: {} to {}\n{to}{from}",
        relay.balancer, relay.listens, relay.connects
    )
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

fn witness(witness: &Witness) -> String {
    let mut text = format!("{}\n    {}\n", witness.packet, places(&witness.hops));
    if let End::Left(outside) = &witness.end {
        text += &format!("    to {outside}\n");
    }
    if !witness.answer.is_empty() {
        text += &format!("    back: {}\n", places(&witness.answer));
    }
    text
}

fn places(hops: &[Hop]) -> String {
    let places = hops.iter().filter_map(|hop| match hop {
        Hop::At(place) => Some(place.id().to_string()),
        _ => None,
    });
    let places: Vec<String> = places.collect();
    match places.is_empty() {
        true => "nowhere".to_owned(),
        false => places.join(", "),
    }
}
