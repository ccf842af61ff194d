//! A set of packets on its way: as it was sent, as it is now, and what it met.

use std::sync::Arc;

use crate::model::{Gap, Id};
use crate::path::{Hop, Part, Place};
use crate::set::{Ranges, Region};

/// Packets that have all gone the same way.
///
/// Invariant: a part of the header that nothing has rewritten is the same in `sent` and
/// `now`; one that was rewritten became the same for all, whatever it was. So `sent` is
/// exactly the set of packets that are `now` here.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// The packets, as they were sent.
    pub(crate) sent: Region,
    /// The packets, as they are now.
    pub(crate) now: Region,
    rewritten: Rewritten,
    /// Who translates the answers back, the last first to do so.
    pub(crate) sessions: Vec<Session>,
    /// What must be known to know that they came this far.
    pub(crate) gaps: Vec<Gap>,
    /// Those of them that could have led the packets elsewhere: that they stopped, or came to
    /// somebody else, proves nothing.
    pub(crate) astray: Vec<Gap>,
    trail: Option<Arc<Trail>>,
    /// Whether security groups can still tell who sent them.
    pub(crate) carries_groups: bool,
    /// The interface that sent them, as long as it is still seen as such.
    pub(crate) sender: Option<Id>,
    /// The addresses of the load balancer that passed them on: rules that name groups mean
    /// these, whatever the source is.
    pub(crate) passed_on_by: Option<Ranges>,
    /// Whether they are answers: security groups let those pass.
    pub(crate) is_answer: bool,
    /// How many steps they have made.
    pub(crate) steps: u16,
    /// How many routers they have passed.
    pub(crate) routers: u8,
}

#[derive(Clone, Copy, Debug, Default)]
struct Rewritten {
    source: bool,
    destination: bool,
    source_port: bool,
    destination_port: bool,
}

/// What a component remembers of a connection that passes it.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The component.
    pub(crate) at: Id,
    /// What their header was when they came to it.
    pub(crate) before: Region,
    /// Whether answers come back to it by their own address, or are caught on their way.
    pub(crate) is_addressed: bool,
}

#[derive(Debug)]
struct Trail {
    hop: Hop,
    before: Option<Arc<Trail>>,
}

impl Flow {
    /// Packets that are about to be sent.
    pub(crate) fn new(region: Region) -> Self {
        Self {
            sent: region.clone(),
            now: region,
            rewritten: Rewritten::default(),
            sessions: Vec::new(),
            gaps: Vec::new(),
            astray: Vec::new(),
            trail: None,
            carries_groups: true,
            sender: None,
            passed_on_by: None,
            is_answer: false,
            steps: 0,
            routers: 0,
        }
    }

    /// The answers to these packets, about to be sent.
    pub(crate) fn answers(&self, answer: Region) -> Self {
        Self {
            sessions: self.sessions.clone(),
            is_answer: true,
            ..Self::new(answer)
        }
    }

    /// Those of them that are in the region now.
    pub(crate) fn within(&self, region: &Region) -> Option<Self> {
        let now = self.now.intersection(region)?;
        Some(self.narrowed(now))
    }

    /// Those of them that go to some addresses.
    pub(crate) fn to(&self, destination: &Ranges) -> Option<Self> {
        let destination = self.now.destination.intersection(destination);
        let now = Region {
            destination,
            ..self.now.clone()
        }
        .unless_empty()?;
        Some(self.narrowed(now))
    }

    /// Those of them that come from some addresses.
    pub(crate) fn from(&self, source: &Ranges) -> Option<Self> {
        let source = self.now.source.intersection(source);
        let now = Region {
            source,
            ..self.now.clone()
        }
        .unless_empty()?;
        Some(self.narrowed(now))
    }

    /// INVARIANT: `now` is a part of what is now.
    pub(crate) fn narrowed(&self, now: Region) -> Self {
        let mut narrowed = self.clone();
        let keep = |was: &Ranges, is: &Ranges, rewritten: bool| {
            if rewritten { was.clone() } else { is.clone() }
        };
        narrowed.sent = Region {
            family: now.family,
            source: keep(&self.sent.source, &now.source, self.rewritten.source),
            destination: keep(
                &self.sent.destination,
                &now.destination,
                self.rewritten.destination,
            ),
            protocol: now.protocol.clone(),
            source_port: keep(
                &self.sent.source_port,
                &now.source_port,
                self.rewritten.source_port,
            ),
            destination_port: keep(
                &self.sent.destination_port,
                &now.destination_port,
                self.rewritten.destination_port,
            ),
        };
        narrowed.now = now;
        narrowed
    }

    /// Gives all of them another source.
    pub(crate) fn rewrite_source(&mut self, source: Ranges) {
        self.translated(Part::Source, self.now.source.only(), source.only());
        self.now.source = source;
        self.rewritten.source = true;
    }

    /// Gives all of them another destination.
    pub(crate) fn rewrite_destination(&mut self, destination: Ranges) {
        self.translated(
            Part::Destination,
            self.now.destination.only(),
            destination.only(),
        );
        self.now.destination = destination;
        self.rewritten.destination = true;
    }

    /// Gives all of them another source port.
    pub(crate) fn rewrite_source_port(&mut self, port: Ranges) {
        self.now.source_port = port;
        self.rewritten.source_port = true;
    }

    /// Gives all of them another destination port.
    pub(crate) fn rewrite_destination_port(&mut self, port: Ranges) {
        self.now.destination_port = port;
        self.rewritten.destination_port = true;
    }

    fn translated(&mut self, part: Part, from: Option<u128>, to: Option<u128>) {
        let family = self.now.family;
        let address = |number: Option<u128>| number.map(|number| family.address(number));
        self.pass(Hop::Translated {
            part,
            from: address(from),
            to: address(to),
        });
    }

    /// Notes a step.
    pub(crate) fn pass(&mut self, hop: Hop) {
        self.steps += 1;
        let before = self.trail.take();
        self.trail = Some(Arc::new(Trail { hop, before }));
    }

    /// Notes a place, unless it is there already.
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.pass(Hop::At(place));
        self
    }

    /// Notes something that is not known.
    pub(crate) fn doubted(mut self, gap: Gap) -> Self {
        if !self.gaps.contains(&gap) {
            self.gaps.push(gap);
        }
        self
    }

    /// Notes something that is not known, and by which they may go elsewhere.
    pub(crate) fn led_astray(mut self, gap: Gap) -> Self {
        if !self.astray.contains(&gap) {
            self.astray.push(gap.clone());
        }
        self.doubted(gap)
    }

    /// The same, having come the way of another.
    pub(crate) fn with_trail_of(mut self, other: &Self) -> Self {
        self.trail = other.trail.clone();
        self.gaps = other.gaps.clone();
        self.astray = other.astray.clone();
        self
    }

    /// The steps so far.
    pub(crate) fn hops(&self) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut trail = self.trail.as_ref();
        while let Some(step) = trail {
            hops.push(step.hop.clone());
            trail = step.before.as_ref();
        }
        hops.reverse();
        hops
    }
}
