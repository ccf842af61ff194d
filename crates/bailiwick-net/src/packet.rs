//! A packet, as far as AWS looks at it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The version of the internet protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl Family {
    /// The family of an address.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(_) => Self::V4,
            IpAddr::V6(_) => Self::V6,
        }
    }

    /// The address with this number.
    #[must_use]
    pub fn address(self, number: u128) -> IpAddr {
        match self {
            Self::V4 => Ipv4Addr::from(u32::try_from(number).unwrap_or(u32::MAX)).into(),
            Self::V6 => Ipv6Addr::from(number).into(),
        }
    }
}

/// The number of an address.
#[must_use]
pub fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u32::from(address).into(),
        IpAddr::V6(address) => address.into(),
    }
}

/// A protocol by its number, as the IANA assigns them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Protocol(pub u8);

impl Protocol {
    /// ICMP for IPv4.
    pub const ICMP: Self = Self(1);
    /// TCP.
    pub const TCP: Self = Self(6);
    /// UDP.
    pub const UDP: Self = Self(17);
    /// ICMP for IPv6.
    pub const ICMPV6: Self = Self(58);

    /// Reads a name or a number: `tcp`, `6`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        match written.to_ascii_lowercase().as_str() {
            "icmp" => Some(Self::ICMP),
            "tcp" => Some(Self::TCP),
            "udp" => Some(Self::UDP),
            "icmpv6" => Some(Self::ICMPV6),
            number => number.parse().ok().map(Self),
        }
    }

    /// Whether it has ports.
    #[must_use]
    pub fn has_ports(self) -> bool {
        self == Self::TCP || self == Self::UDP
    }

    /// Whether it is ICMP, of either family.
    #[must_use]
    pub fn is_icmp(self) -> bool {
        self == Self::ICMP || self == Self::ICMPV6
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ICMP => formatter.write_str("icmp"),
            Self::TCP => formatter.write_str("tcp"),
            Self::UDP => formatter.write_str("udp"),
            Self::ICMPV6 => formatter.write_str("icmpv6"),
            Self(number) => write!(formatter, "protocol {number}"),
        }
    }
}

/// One packet.
///
/// ICMP has no ports: there the source port holds the type and the destination port the
/// code. Protocols without either have 0 in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Packet {
    /// Where it comes from.
    pub source: IpAddr,
    /// Where it goes.
    pub destination: IpAddr,
    /// Its protocol.
    pub protocol: Protocol,
    /// The source port, or the type of ICMP.
    pub source_port: u16,
    /// The destination port, or the code of ICMP.
    pub destination_port: u16,
}

impl fmt::Display for Packet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            source,
            destination,
            protocol,
            ..
        } = self;
        if protocol.has_ports() {
            let end = |address: &IpAddr, port: u16| match address {
                IpAddr::V4(address) => format!("{address}:{port}"),
                IpAddr::V6(address) => format!("[{address}]:{port}"),
            };
            let (from, to) = (
                end(source, self.source_port),
                end(destination, self.destination_port),
            );
            return write!(formatter, "{protocol} {from} → {to}");
        }
        write!(formatter, "{protocol} {source} → {destination}")?;
        match protocol.is_icmp() {
            true => write!(
                formatter,
                " type {} code {}",
                self.source_port, self.destination_port
            ),
            false => Ok(()),
        }
    }
}
