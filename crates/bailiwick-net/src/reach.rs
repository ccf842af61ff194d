//! Questions and answers: who can reach whom, shown by a packet or by what stops them all.
//!
//! Nothing here is reachable or unreachable for want of knowledge: what is not modelled or
//! not read makes the answer [`Reach::Unknown`], and is named. A selection that holds
//! nothing makes it unknown, too.
//!
//! Start reading at [`Engine::reach`].

mod answer;
mod endpoint;
mod exposure;
mod extent;
mod findings;
mod judge;
mod origins;
mod relay;
mod start;
mod targets;
mod unread;

use std::collections::BTreeSet;

use crate::index::Index;
use crate::model::{Gap, Id, Network, Traffic};
use crate::packet::Packet;
use crate::path::{End, Hop, Stop};
use crate::set::Region;

pub use endpoint::{Endpoint, EndpointError, Selection};
pub use exposure::{Exposure, Opening};
pub use extent::{Extent, Way};
pub use relay::Relay;
pub use start::Start;

/// A network, ready to be asked.
///
/// ```
/// use bailiwick_net::describe;
/// use bailiwick_net::model::Traffic;
/// use bailiwick_net::reach::{Endpoint, Engine, Query, Reach};
///
/// let network = describe::read([("account/region/vpcs.json", r#"{ "Vpcs": [] }"#)]);
/// let engine = Engine::new(&network);
/// let to = "tag:tier=db".parse::<Endpoint>()?;
/// let answer = engine.reach(&Query { from: Endpoint::Internet, to, traffic: Traffic::All });
/// // Nothing has the tag: that proves nothing.
/// assert!(matches!(answer.reach, Reach::Unknown { .. }));
/// # Ok::<(), bailiwick_net::reach::EndpointError>(())
/// ```
pub struct Engine<'n> {
    index: Index<'n>,
}

/// Who is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Who sends.
    pub from: Endpoint,
    /// Who is to be reached.
    pub to: Endpoint,
    /// By what: the port is the one where the target is reached.
    pub traffic: Traffic,
}

/// What is known of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether they are reached: directly, or by way of network load balancers, which
    /// pass connections on.
    pub reach: Reach,
    /// Whether somebody else connects to the target for them: application load balancers,
    /// each of whose connections is another one. They are no part of `reach`.
    pub relays: Vec<Relay>,
    /// What would have to be known to know of other such load balancers.
    pub relay_gaps: BTreeSet<Gap>,
}

/// Whether something is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is: this packet gets there, and the answer gets back.
    Reachable(Box<Witness>),
    /// A packet gets there, and no answer gets back. No TCP connection comes about so,
    /// but what needs no answer is done.
    OneWay {
        /// The packet.
        witness: Box<Witness>,
        /// What stops the answers.
        lost: BTreeSet<Stop>,
    },
    /// It is not: each packet is stopped by one of these.
    Unreachable {
        /// Everything that stops some of them.
        because: BTreeSet<Stop>,
        /// A packet that gets as far as any, and its path.
        tried: Option<Box<Witness>>,
    },
    /// It cannot be told.
    Unknown {
        /// What would have to be known.
        gaps: BTreeSet<Gap>,
        /// A packet that gets there if what is not known lets it.
        perhaps: Option<Box<Witness>>,
    },
}

/// A packet that gets somewhere, and its path. It was tried again by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The packet, as it was sent.
    pub packet: Packet,
    /// Where it was sent.
    pub start: Start,
    /// Its path.
    pub hops: Vec<Hop>,
    /// Where it ended.
    pub end: End,
    /// The path of the answer; empty where none gets back.
    pub answer: Vec<Hop>,
}

/// The way of one packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The packet as it was at the end.
    pub packet: Packet,
    /// Its path.
    pub hops: Vec<Hop>,
    /// Where it ended.
    pub end: End,
    /// What would have to be known to know that it came so far.
    pub gaps: Vec<Gap>,
}

/// A way to a target that some packets take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Every packet that takes it, as it is sent.
    pub packets: Region,
    /// One of them, with its hops.
    pub witness: Witness,
    /// What would have to be known to know that they take it.
    pub gaps: Vec<Gap>,
}

impl Reach {
    /// Whether nobody gets through, as far as the traffic goes: a way for packets without
    /// answers matters to everything but TCP. `None` where it cannot be told.
    #[must_use]
    pub fn is_closed(&self) -> Option<bool> {
        match self {
            Self::Reachable(_) => Some(false),
            Self::OneWay { witness, .. } => {
                Some(witness.packet.protocol == crate::packet::Protocol::TCP)
            }
            Self::Unreachable { .. } => Some(true),
            Self::Unknown { .. } => None,
        }
    }
}

impl<'n> Engine<'n> {
    /// Makes a network ready.
    #[must_use]
    pub fn new(network: &'n Network) -> Self {
        Self {
            index: Index::new(network),
        }
    }

    /// The network.
    #[must_use]
    pub fn network(&self) -> &'n Network {
        self.index.network
    }

    /// Whether the one reaches the other.
    #[must_use]
    pub fn reach(&self, query: &Query) -> Answer {
        let reach = judge::reach(&self.index, query);
        let relays = relay::relays(&self.index, query);
        let relay_gaps = relay::gaps(&self.index);
        Answer {
            reach,
            relays,
            relay_gaps,
        }
    }

    /// Every way from the one to the other.
    #[must_use]
    pub fn paths(&self, query: &Query) -> Vec<Path> {
        judge::paths(&self.index, query)
    }

    /// Everything that gets from the one to the other, application load balancers left out.
    #[must_use]
    pub fn extent(&self, query: &Query) -> Extent {
        extent::extent(&self.index, query)
    }

    /// The application load balancers that connect to the one for the other, and what would
    /// have to be known to know of others.
    #[must_use]
    pub fn relays(&self, query: &Query) -> (Vec<Relay>, BTreeSet<Gap>) {
        let relays = relay::relays(&self.index, query);
        (relays, relay::gaps(&self.index))
    }

    /// What the internet reaches, of these interfaces or of all.
    #[must_use]
    pub fn exposure(&self, interfaces: Option<&BTreeSet<Id>>) -> Vec<Exposure> {
        exposure::exposure(&self.index, interfaces)
    }

    /// The ways that one packet takes. There is more than one only where AWS may choose.
    #[must_use]
    pub fn trace(&self, start: &Start, packet: &Packet) -> Vec<Trace> {
        judge::trace(&self.index, start, packet, false)
    }

    /// The ways that a packet takes which answers one that came before: security groups
    /// let it pass.
    #[must_use]
    pub fn trace_answer(&self, start: &Start, packet: &Packet) -> Vec<Trace> {
        judge::trace(&self.index, start, packet, true)
    }

    /// The interfaces that are selected.
    #[must_use]
    pub fn select(&self, selection: &Selection) -> BTreeSet<Id> {
        selection.interfaces(self.index.network)
    }
}
