//! What a rule speaks of beside addresses: protocols, ports, types of ICMP.

use std::fmt;

use crate::packet::{Family, Protocol};
use crate::set::{Ranges, Region};

/// The protocols and ports of a rule of a security group or network ACL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Traffic {
    /// All of it.
    All,
    /// All of one protocol.
    Protocol(Protocol),
    /// The destination ports from the first to the last, of TCP or UDP.
    Ports(Protocol, u16, u16),
    /// A type of ICMP and, if said, a code.
    Icmp(Protocol, u8, Option<u8>),
}

impl Traffic {
    /// Every packet of the family that it speaks of, whatever the addresses.
    #[must_use]
    pub fn region(self, family: Family) -> Region {
        let whole = Region::everything(family);
        let of = |protocol: Protocol| Ranges::one(protocol.0.into());
        match self {
            Self::All => whole,
            Self::Protocol(protocol) => Region {
                protocol: of(protocol),
                ..whole
            },
            Self::Ports(protocol, first, last) => Region {
                protocol: of(protocol),
                destination_port: Ranges::between(first.into(), last.into()),
                ..whole
            },
            Self::Icmp(protocol, kind, code) => Region {
                protocol: of(protocol),
                source_port: Ranges::one(kind.into()),
                destination_port: match code {
                    Some(code) => Ranges::one(code.into()),
                    None => whole.destination_port.clone(),
                },
                ..whole
            },
        }
    }
}

impl fmt::Display for Traffic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => formatter.write_str("all traffic"),
            Self::Protocol(protocol) => protocol.fmt(formatter),
            Self::Ports(protocol, first, last) if first == last => {
                write!(formatter, "{first}/{protocol}")
            }
            Self::Ports(protocol, first, last) => write!(formatter, "{first}-{last}/{protocol}"),
            Self::Icmp(protocol, kind, None) => write!(formatter, "{protocol} type {kind}"),
            Self::Icmp(protocol, kind, Some(code)) => {
                write!(formatter, "{protocol} type {kind} code {code}")
            }
        }
    }
}
