//! Addresses and ports.

use std::fmt;

use ipnet::IpNet;

use crate::lower::{Complaint, Scalar, scalars};

/// A range of IPv4 or IPv6 addresses whose host bits are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr(IpNet);

impl Cidr {
    /// The range.
    #[must_use]
    pub fn net(self) -> IpNet {
        self.0
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0.to_string())
    }
}

impl Scalar for Cidr {
    const NOUN: &'static str = "an address range";
    const EXAMPLE: &'static str = "10.0.0.0/27";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let Ok(net) = text.parse::<IpNet>() else {
            let complaint = Complaint::new(format!("`{text}` is not an address range"));
            return Err(match text.parse::<std::net::IpAddr>() {
                Ok(address) => {
                    let bits = if address.is_ipv4() { 32 } else { 128 };
                    complaint.help(format!("a single address is written `{address}/{bits}`"))
                }
                Err(_) => complaint,
            });
        };
        if net.trunc() != net {
            return Err(
                Complaint::new(format!("`{text}` has address bits beyond its prefix"))
                    .help(format!("the range that holds it is `{}`", net.trunc())),
            );
        }
        Ok(Self(net))
    }
}

/// The protocol of a port range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// ICMP, for IPv4 and IPv6; it has no ports.
    Icmp,
    /// Every protocol.
    All,
}

/// Ports with their protocol: `3306/tcp`, `8000-8080/tcp`, `icmp`, `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ports {
    /// The protocol.
    pub protocol: Protocol,
    /// The lowest port.
    pub first: u16,
    /// The highest port.
    pub last: u16,
}

impl fmt::Display for Ports {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let protocol = match self.protocol {
            Protocol::All => return formatter.pad("all"),
            Protocol::Icmp => return formatter.pad("icmp"),
            Protocol::Tcp => "tcp",
            Protocol::Udp => "udp",
        };
        let text = if self.first == self.last {
            format!("{}/{protocol}", self.first)
        } else {
            format!("{}-{}/{protocol}", self.first, self.last)
        };
        formatter.pad(&text)
    }
}

impl Scalar for Ports {
    const NOUN: &'static str = "a port";
    const EXAMPLE: &'static str = "3306/tcp";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let every = |protocol| Self {
            protocol,
            first: 0,
            last: u16::MAX,
        };
        let wrong = || {
            Complaint::new(format!("`{text}` is not a port")).help(
                "write `3306/tcp`, a range such as `8000-8080/tcp`, `icmp`, or `all` for everything",
            )
        };
        match text {
            "all" => return Ok(every(Protocol::All)),
            "icmp" => return Ok(every(Protocol::Icmp)),
            _ => {}
        }
        let Some((range, protocol)) = text.split_once('/') else {
            return Err(match text.parse::<u16>() {
                Ok(port) => wrong().help(format!("say the protocol as well: `{port}/tcp`")),
                Err(_) => wrong(),
            });
        };
        let protocol = match protocol {
            "tcp" => Protocol::Tcp,
            "udp" => Protocol::Udp,
            _ => return Err(wrong()),
        };
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else {
            return Err(wrong());
        };
        if first > last {
            return Err(wrong().help(format!("the lower port comes first: `{last}-{first}`")));
        }
        Ok(Self {
            protocol,
            first,
            last,
        })
    }
}

scalars!(Cidr, Ports);
