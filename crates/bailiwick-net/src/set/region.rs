//! A product of sets of numbers, one for each part of a packet's header.

use std::net::IpAddr;

use ipnet::IpNet;

use super::Ranges;
use crate::packet::{Family, Packet, Protocol, number};

/// Every packet of a family whose parts are each in a set.
///
/// What no packet has (a type of ICMP above 255, a port of a protocol without ports) is
/// kept out by starting from [`Region::universe`]; intersections stay within it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region {
    /// IPv4 or IPv6.
    pub family: Family,
    /// Where they come from.
    pub source: Ranges,
    /// Where they go.
    pub destination: Ranges,
    /// Their protocols.
    pub protocol: Ranges,
    /// Their source ports, or types of ICMP.
    pub source_port: Ranges,
    /// Their destination ports, or codes of ICMP.
    pub destination_port: Ranges,
}

const LAST_PORT: u128 = u16::MAX as u128;

impl Region {
    /// Everything of a family, with combinations that no packet has: what a rule says
    /// that speaks of all traffic.
    #[must_use]
    pub fn everything(family: Family) -> Self {
        let addresses = Self::addresses(family);
        Self {
            family,
            source: addresses.clone(),
            destination: addresses,
            protocol: Ranges::between(0, 255),
            source_port: Ranges::between(0, LAST_PORT),
            destination_port: Ranges::between(0, LAST_PORT),
        }
    }

    /// Every packet of a family, one region for each way its header is laid out: TCP and
    /// UDP, ICMP, and all others.
    #[must_use]
    pub fn universe(family: Family) -> [Self; 3] {
        let whole = Self::everything(family);
        let icmp = match family {
            Family::V4 => Protocol::ICMP,
            Family::V6 => Protocol::ICMPV6,
        };
        let with_ports =
            Ranges::of([Protocol::TCP, Protocol::UDP].map(|one| (one.0.into(), one.0.into())));
        let icmp = Ranges::one(icmp.0.into());
        let others = whole.protocol.difference(&with_ports.union(&icmp));
        let kinds = Ranges::between(0, 255);
        let zero = Ranges::one(0);
        [
            Self {
                protocol: with_ports,
                ..whole.clone()
            },
            Self {
                protocol: icmp,
                source_port: kinds.clone(),
                destination_port: kinds,
                ..whole.clone()
            },
            Self {
                protocol: others,
                source_port: zero.clone(),
                destination_port: zero,
                ..whole
            },
        ]
    }

    /// Every address of a family.
    #[must_use]
    pub fn addresses(family: Family) -> Ranges {
        match family {
            Family::V4 => Ranges::between(0, u32::MAX.into()),
            Family::V6 => Ranges::between(0, u128::MAX),
        }
    }

    /// One packet.
    #[must_use]
    pub fn packet(packet: &Packet) -> Self {
        Self {
            family: Family::of(packet.source),
            source: Ranges::one(number(packet.source)),
            destination: Ranges::one(number(packet.destination)),
            protocol: Ranges::one(packet.protocol.0.into()),
            source_port: Ranges::one(packet.source_port.into()),
            destination_port: Ranges::one(packet.destination_port.into()),
        }
    }

    /// The packets of it that come from a block; `None` if the block is of the other family.
    #[must_use]
    pub fn from_block(mut self, block: &IpNet) -> Option<Self> {
        self.source = self.source.intersection(&self.same_family(block)?);
        self.unless_empty()
    }

    /// The packets of it that go to a block; `None` if the block is of the other family.
    #[must_use]
    pub fn to_block(mut self, block: &IpNet) -> Option<Self> {
        self.destination = self.destination.intersection(&self.same_family(block)?);
        self.unless_empty()
    }

    fn same_family(&self, block: &IpNet) -> Option<Ranges> {
        (Family::of(block.addr()) == self.family).then(|| Ranges::block(block))
    }

    /// Whether there is no packet in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
            || self.destination.is_empty()
            || self.protocol.is_empty()
            || self.source_port.is_empty()
            || self.destination_port.is_empty()
    }

    /// The region, unless there is no packet in it.
    #[must_use]
    pub fn unless_empty(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }

    /// Whether any packet is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        // What differs most often is looked at first.
        self.family == other.family
            && self.destination_port.meets(&other.destination_port)
            && self.source.meets(&other.source)
            && self.destination.meets(&other.destination)
            && self.protocol.meets(&other.protocol)
            && self.source_port.meets(&other.source_port)
    }

    /// The packets in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        if !self.meets(other) {
            return None;
        }
        // The dimensions that differ most often come first.
        let destination_port =
            nonempty(self.destination_port.intersection(&other.destination_port))?;
        let source = nonempty(self.source.intersection(&other.source))?;
        let destination = nonempty(self.destination.intersection(&other.destination))?;
        let protocol = nonempty(self.protocol.intersection(&other.protocol))?;
        let source_port = nonempty(self.source_port.intersection(&other.source_port))?;
        Some(Self {
            family: self.family,
            source,
            destination,
            protocol,
            source_port,
            destination_port,
        })
    }

    /// The packets that are not in the other, as at most five regions apart from each other.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Vec<Self> {
        if !self.meets(other) {
            return self.clone().unless_empty().into_iter().collect();
        }
        let mut rest = self.clone();
        let mut apart = Vec::new();
        let dimensions: [fn(&mut Self) -> &mut Ranges; 5] = [
            |region| &mut region.protocol,
            |region| &mut region.destination_port,
            |region| &mut region.source_port,
            |region| &mut region.source,
            |region| &mut region.destination,
        ];
        let mut other = other.clone();
        for dimension in dimensions {
            let theirs = dimension(&mut other).clone();
            let ours = dimension(&mut rest).clone();
            let outside = ours.difference(&theirs);
            if !outside.is_empty() {
                let mut piece = rest.clone();
                *dimension(&mut piece) = outside;
                apart.push(piece);
                *dimension(&mut rest) = ours.intersection(&theirs);
            }
        }
        apart
    }

    /// Whether every packet of it is in the other.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.is_empty()
            || self.family == other.family
                && self.destination_port.is_within(&other.destination_port)
                && self.source.is_within(&other.source)
                && self.destination.is_within(&other.destination)
                && self.protocol.is_within(&other.protocol)
                && self.source_port.is_within(&other.source_port)
    }

    /// Whether the packet is in it.
    #[must_use]
    pub fn contains(&self, packet: &Packet) -> bool {
        let of = |address: IpAddr| Family::of(address) == self.family;
        of(packet.source)
            && of(packet.destination)
            && self.source.contains(number(packet.source))
            && self.destination.contains(number(packet.destination))
            && self.protocol.contains(packet.protocol.0.into())
            && self.source_port.contains(packet.source_port.into())
            && self
                .destination_port
                .contains(packet.destination_port.into())
    }

    /// A packet of it that is easy to read: TCP before others, an ephemeral source port,
    /// an address that a host could have. `None` only for a region without packets.
    #[must_use]
    pub fn example(&self) -> Option<Packet> {
        let least = |ranges: &Ranges, liked: &[u128]| {
            let liked = liked
                .iter()
                .copied()
                .find(|number| ranges.contains(*number));
            liked.or_else(|| ranges.least())
        };
        let port = |number: u128| u16::try_from(number).ok();
        let protocol = u8::try_from(least(&self.protocol, &[6, 17, 1, 58])?).ok()?;
        let icmp = Protocol(protocol).is_icmp();
        // Ports of ordinary clients; an echo request.
        let liked_ports: &[u128] = if icmp {
            &[8, 128]
        } else {
            &[49152, 32768, 65535, 1024]
        };
        let liked_services: &[u128] = if icmp { &[] } else { &[443] };
        let host = |ranges: &Ranges| {
            let first = least(ranges, &LIKED_ADDRESSES)?;
            // The first address of a block is rarely a host's.
            Some(match first % 256 == 0 && ranges.contains(first + 1) {
                true => first + 1,
                false => first,
            })
        };
        Some(Packet {
            source: self.family.address(host(&self.source)?),
            destination: self.family.address(host(&self.destination)?),
            protocol: Protocol(protocol),
            source_port: port(least(&self.source_port, liked_ports)?)?,
            destination_port: port(least(&self.destination_port, liked_services)?)?,
        })
    }
}

/// 203.0.113.10 and 2001:db8::10, which documents use for somebody on the internet, and
/// 8.8.8.8, where documents are kept out.
/// Source: <https://www.rfc-editor.org/rfc/rfc5737>, <https://www.rfc-editor.org/rfc/rfc3849>.
const LIKED_ADDRESSES: [u128; 3] = [
    0xcb00_710a,
    0x2001_0db8_0000_0000_0000_0000_0000_0010,
    0x0808_0808,
];

fn nonempty(ranges: Ranges) -> Option<Ranges> {
    (!ranges.is_empty()).then_some(ranges)
}
