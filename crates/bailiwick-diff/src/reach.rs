//! Reach: which packets get where on each side, compared as exact sets.
//!
//! Owns: [`Reach`]. What the two networks have in common is equal without being walked; what
//! a change can touch is walked on both sides. Refuses: to call a way closed that hangs on
//! something that is not known.
//! Start reading at `compare`.

mod beside;
mod parties;
mod touched;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_net::model::{Gap, Network, Traffic};
use bailiwick_net::packet::{Packet, Protocol};
use bailiwick_net::reach::{Engine, Extent, Query, Start, Way};
use bailiwick_net::set::{PacketSet, Ranges, Region};

use self::parties::{Party, parties};
use self::touched::Touched;
use crate::side::Side;

/// What a change does to reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Ways that open.
    pub opens: Vec<Passage>,
    /// Ways that close.
    pub closes: Vec<Passage>,
    /// What is not known, in words.
    pub unknown: Vec<String>,
    /// How many could be reached on either side.
    pub compared: usize,
    /// How many pairs were walked, the others being as they were.
    pub walked: usize,
}

/// A way from one to another for some packets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Who sends.
    pub from: String,
    /// Who is reached.
    pub to: String,
    /// By what: protocols and ports, and where from or where to outside.
    pub traffic: BTreeSet<String>,
    /// A packet that takes it.
    pub packet: Packet,
    /// Its path.
    pub hops: Vec<String>,
}

impl Reach {
    /// Whether it is proved that there is no change.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.opens.is_empty() && self.closes.is_empty() && self.unknown.is_empty()
    }
}

/// How many pairs are walked at most: what is left is said to be unknown.
const MOST_PAIRS: usize = 20_000;

/// How many pairs are named for one reason.
const SHOWN: usize = 4;

/// The pairs that hang on the same things that are not known.
type Doubts = BTreeMap<String, Vec<String>>;

/// Compares reach.
pub(crate) fn compare(old: &Side<'_>, new: &Side<'_>) -> Reach {
    let networks = (old.network(), new.network());
    let elsewhere = parties::declared_elsewhere(old.estate, new.estate);
    let mut reach = between(&networks.0, &networks.1, &elsewhere);
    reach.unknown.extend(beside::changed(old, new));
    reach
}

/// Compares two networks; `elsewhere` is who is outside, beside the internet and one's own
/// premises: they send, and are sent to.
pub(crate) fn between(old: &Network, new: &Network, elsewhere: &[Party]) -> Reach {
    let touched = Touched::between(old, new);
    let targets = parties(old, new);
    let mut reach = Reach {
        compared: targets.len(),
        unknown: touched.unused(old, new),
        ..Reach::default()
    };
    if touched.is_nothing() {
        return reach;
    }
    let (before, after) = (Engine::new(old), Engine::new(new));
    let outside = parties::outside(old, new, elsewhere);
    let mut doubts = Doubts::new();
    for to in targets.iter().chain(&outside) {
        let inside = targets.iter().filter(|from| *from != to);
        // What gets from one place outside to another is no matter of these networks.
        let senders = outside.iter().filter(|_| !to.is_outside);
        for from in senders.chain(inside) {
            if !touched.matters(from, to) {
                continue;
            }
            if reach.walked == MOST_PAIRS {
                let pair = format!("from {} to {}", from.name, to.name);
                let too_many = doubts.entry("there are too many pairs".to_owned());
                too_many.or_default().push(pair);
                continue;
            }
            reach.walked += 1;
            pair((&before, &after), (from, to), &mut reach, &mut doubts);
        }
    }
    let doubts = doubts.into_iter();
    reach.unknown.extend(doubts.map(|(gaps, pairs)| {
        let shown = pairs
            .iter()
            .take(SHOWN)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        match pairs.len().saturating_sub(SHOWN) {
            0 => format!("what else gets {shown}: {gaps}"),
            more => format!("what else gets {shown}, and {more} more ways: {gaps}"),
        }
    }));
    reach
}

/// Compares what gets from one to the other.
fn pair(
    (before, after): (&Engine<'_>, &Engine<'_>),
    (from, to): (&Party, &Party),
    reach: &mut Reach,
    doubts: &mut Doubts,
) {
    let (was, is) = (extent(before, from, to), extent(after, from, to));
    let (old, new) = (Sets::of(&was, from, to), Sets::of(&is, from, to));
    let opens = new
        .sure
        .clone()
        .difference(&old.sure)
        .difference(&old.perhaps);
    let closes = old
        .sure
        .clone()
        .difference(&new.sure)
        .difference(&new.perhaps);
    reach.opens.extend(passage(after, from, to, &is, &opens));
    reach
        .closes
        .extend(passage(before, from, to, &was, &closes));
    let gaps: BTreeSet<&Gap> = [&was, &is]
        .into_iter()
        .flat_map(|extent| {
            extent
                .gaps
                .iter()
                .chain(extent.ways.iter().flat_map(|way| &way.gaps))
        })
        .collect();
    if !gaps.is_empty() {
        let gaps: Vec<String> = gaps.into_iter().map(ToString::to_string).collect();
        let pair = format!("from {} to {}", from.name, to.name);
        doubts.entry(gaps.join(", ")).or_default().push(pair);
    }
    let relays = |engine: &Engine<'_>| engine.relays(&query(from, to));
    if relays(before) != relays(after) {
        let text = format!(
            "who speaks to {} through a load balancer for {}",
            to.name, from.name
        );
        reach.unknown.push(text);
    }
}

fn query(from: &Party, to: &Party) -> Query {
    Query {
        from: from.endpoint.clone(),
        to: to.endpoint.clone(),
        traffic: Traffic::All,
    }
}

/// What gets there; nothing where one of them is not on this side.
fn extent(engine: &Engine<'_>, from: &Party, to: &Party) -> Extent {
    let extent = engine.extent(&query(from, to));
    let is_absent = |gap: &Gap| matches!(gap, Gap::NothingSelected { .. });
    match extent.ways.is_empty() && !extent.gaps.is_empty() && extent.gaps.iter().all(is_absent) {
        true => Extent::default(),
        false => extent,
    }
}

/// The packets of an extent, by whether they get there for sure.
struct Sets {
    sure: PacketSet,
    perhaps: PacketSet,
}

impl Sets {
    fn of(extent: &Extent, from: &Party, to: &Party) -> Self {
        let set = |sure: bool| {
            let ways = extent.ways.iter().filter(|way| way.gaps.is_empty() == sure);
            ways.filter_map(|way| seen(way, from, to)).collect()
        };
        Self {
            sure: set(true),
            perhaps: set(false),
        }
    }
}

/// A way's packets as both sides can be compared by them: an interface may have another
/// address on the other side, and the port is the one at the target.
fn seen(way: &Way, from: &Party, to: &Party) -> Option<Region> {
    let any = Region::addresses(way.sent.family);
    let protocol = match way.is_answered {
        true => way.received.protocol.clone(),
        // Without an answer, no connection of TCP comes about.
        false => {
            let tcp = Ranges::one(Protocol::TCP.0.into());
            way.received.protocol.difference(&tcp)
        }
    };
    let seen = Region {
        family: way.sent.family,
        source: match from.is_outside {
            true => way.sent.source.clone(),
            false => any.clone(),
        },
        destination: match to.is_outside {
            true => way.sent.destination.clone(),
            false => any,
        },
        protocol,
        source_port: way.sent.source_port.clone(),
        destination_port: way.received.destination_port.clone(),
    };
    seen.unless_empty()
}

/// Some packets of an extent as a passage, shown by one of them.
fn passage(
    engine: &Engine<'_>,
    from: &Party,
    to: &Party,
    extent: &Extent,
    packets: &PacketSet,
) -> Option<Passage> {
    let wanted = packets.regions();
    let (way, sent) = extent.ways.iter().find_map(|way| {
        let own = seen(way, from, to)?;
        let part = wanted.iter().find_map(|region| region.intersection(&own))?;
        let mut sent = way.sent.clone();
        if from.is_outside {
            sent.source = part.source;
        }
        if to.is_outside {
            sent.destination = part.destination;
        }
        sent.protocol = sent.protocol.intersection(&part.protocol);
        sent.source_port = part.source_port;
        if way.sent.destination_port == way.received.destination_port {
            sent.destination_port = part.destination_port;
        }
        Some((way, sent))
    })?;
    let packet = sent.example()?;
    Some(Passage {
        from: from.name.clone(),
        to: to.name.clone(),
        traffic: wanted.iter().map(|one| words::of(one, from, to)).collect(),
        packet,
        hops: hops(engine, &way.start, &packet),
    })
}

fn hops(engine: &Engine<'_>, start: &Start, packet: &Packet) -> Vec<String> {
    let traces = engine.trace(start, packet);
    let longest = traces.into_iter().max_by_key(|trace| trace.hops.len());
    let hops = longest.into_iter().flat_map(|trace| trace.hops);
    hops.map(|hop| hop.to_string()).collect()
}

#[cfg(test)]
mod tests;
