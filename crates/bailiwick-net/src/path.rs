//! The path of a packet: what it passed, what decided about it there, and where it ended.

mod stop;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use crate::model::{Gap, Id};

pub use stop::Stop;

/// One step of a path: a place that was passed, or what was decided there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hop {
    /// It passed a place.
    At(Place),
    /// A rule let it pass.
    Allowed {
        /// The security group or network ACL.
        by: Id,
        /// The rule: its ports and addresses, or its number.
        rule: Arc<str>,
        /// Which way it went.
        direction: Direction,
    },
    /// A route was chosen.
    Routed {
        /// The route table, of a VPC or of a transit gateway.
        table: Id,
        /// The destination of the route.
        destination: Arc<str>,
        /// Its target.
        target: Arc<str>,
    },
    /// An address was put in place of another.
    Translated {
        /// Which of its addresses.
        part: Part,
        /// What it was.
        from: Option<IpAddr>,
        /// What it became.
        to: Option<IpAddr>,
    },
}

/// A place that packets pass.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A network interface, and the instance that it is of.
    Interface {
        /// The interface.
        id: Id,
        /// The instance.
        instance: Option<Id>,
    },
    /// A subnet.
    Subnet(Id),
    /// The router of a VPC.
    Vpc(Id),
    /// An internet gateway.
    InternetGateway(Id),
    /// An egress-only internet gateway.
    EgressOnlyGateway(Id),
    /// A NAT gateway.
    NatGateway(Id),
    /// A peering connection.
    Peering(Id),
    /// A transit gateway.
    TransitGateway(Id),
    /// A virtual private gateway.
    VpnGateway(Id),
    /// A VPN connection.
    VpnConnection(Id),
    /// A gateway endpoint.
    Endpoint(Id),
    /// A load balancer.
    LoadBalancer(Id),
}

impl Place {
    /// What people look up: the instance of an interface that has one, or the id.
    #[must_use]
    pub fn id(&self) -> &Id {
        match self {
            Self::Interface { id, instance } => instance.as_ref().unwrap_or(id),
            Self::Subnet(id)
            | Self::Vpc(id)
            | Self::InternetGateway(id)
            | Self::EgressOnlyGateway(id)
            | Self::NatGateway(id)
            | Self::Peering(id)
            | Self::TransitGateway(id)
            | Self::VpnGateway(id)
            | Self::VpnConnection(id)
            | Self::Endpoint(id)
            | Self::LoadBalancer(id) => id,
        }
    }
}

/// Into a subnet or interface, or out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// In.
    In,
    /// Out.
    Out,
}

/// Which address of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The source.
    Source,
    /// The destination.
    Destination,
}

/// Where a path ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// At an interface that takes it.
    Arrived(Id),
    /// Outside of AWS's networks.
    Left(Outside),
    /// It was dropped.
    Stopped(Stop),
    /// Nobody knows from here on.
    Unknown(Gap),
}

/// What is outside of the networks that were read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outside {
    /// The internet.
    Internet,
    /// One's own premises, behind a VPN connection, a Direct Connect gateway, or a
    /// virtual private gateway.
    OnPremises(Id),
    /// A service of AWS, behind a gateway endpoint.
    Service(Id),
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::In => "into",
            Self::Out => "out of",
        })
    }
}

impl fmt::Display for Hop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(place) => place.id().fmt(formatter),
            Self::Allowed {
                by,
                rule,
                direction,
            } => {
                let way = match direction {
                    Direction::In => "in",
                    Direction::Out => "out",
                };
                write!(formatter, "{by} lets it {way}: {rule}")
            }
            Self::Routed {
                table,
                destination,
                target,
            } => {
                write!(formatter, "{table} routes {destination} to {target}")
            }
            Self::Translated { part, from, to } => {
                let part = match part {
                    Part::Source => "source",
                    Part::Destination => "destination",
                };
                let address = |address: &Option<IpAddr>| {
                    address.map_or_else(|| "any".to_owned(), |one| one.to_string())
                };
                write!(
                    formatter,
                    "{part} {} becomes {}",
                    address(from),
                    address(to)
                )
            }
        }
    }
}

impl fmt::Display for Outside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internet => formatter.write_str("the internet"),
            Self::OnPremises(id) => write!(formatter, "the premises behind {id}"),
            Self::Service(id) => write!(formatter, "the service behind {id}"),
        }
    }
}
