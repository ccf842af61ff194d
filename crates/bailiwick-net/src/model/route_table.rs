//! Route tables of VPCs.

use std::collections::BTreeSet;
use std::fmt;

use ipnet::IpNet;

use super::Id;

/// A route table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteTable {
    /// Its id.
    pub id: Id,
    /// Its VPC.
    pub vpc: Id,
    /// Whether it is for the subnets of the VPC that name no other.
    pub is_main: bool,
    /// The subnets that name it.
    pub subnets: BTreeSet<Id>,
    /// The gateways whose incoming packets it routes.
    pub gateways: BTreeSet<Id>,
    /// Its routes.
    pub routes: Vec<Route>,
}

/// A route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Where packets go to.
    pub destination: Destination,
    /// Where they are sent.
    pub target: Target,
    /// Whether a virtual private gateway propagated it.
    pub is_propagated: bool,
    /// Whether its target is gone, so that packets are dropped.
    pub is_blackhole: bool,
}

/// The destination of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Addresses.
    Block(IpNet),
    /// The addresses of a prefix list.
    PrefixList(Id),
    /// It could not be resolved.
    Unresolved,
}

/// The target of a route.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// The VPC itself.
    Local,
    /// An internet gateway.
    InternetGateway(Id),
    /// A virtual private gateway.
    VpnGateway(Id),
    /// A NAT gateway.
    NatGateway(Id),
    /// An egress-only internet gateway.
    EgressOnlyGateway(Id),
    /// A VPC peering connection.
    Peering(Id),
    /// A transit gateway.
    TransitGateway(Id),
    /// A VPC endpoint: a gateway, or one of a gateway load balancer.
    Endpoint(Id),
    /// A network interface.
    Interface(Id),
    /// Something that is not modelled, or could not be resolved.
    Other(Id),
}

impl fmt::Display for Destination {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Block(block) => block.fmt(formatter),
            Self::PrefixList(id) => id.fmt(formatter),
            Self::Unresolved => formatter.write_str("an unresolved destination"),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local => formatter.write_str("local"),
            Self::InternetGateway(id)
            | Self::VpnGateway(id)
            | Self::NatGateway(id)
            | Self::EgressOnlyGateway(id)
            | Self::Peering(id)
            | Self::TransitGateway(id)
            | Self::Endpoint(id)
            | Self::Interface(id)
            | Self::Other(id) => id.fmt(formatter),
        }
    }
}
