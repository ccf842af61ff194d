//! The gateways and connections of a VPC, and prefix lists.

use std::collections::BTreeSet;

use ipnet::IpNet;

use super::{Address, Id};

/// An internet gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InternetGateway {
    /// Its id.
    pub id: Id,
    /// The VPCs that it is attached to: none or one.
    pub vpcs: BTreeSet<Id>,
}

/// An egress-only internet gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EgressOnlyGateway {
    /// Its id.
    pub id: Id,
    /// The VPCs that it is attached to: none or one.
    pub vpcs: BTreeSet<Id>,
}

/// A NAT gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NatGateway {
    /// Its id.
    pub id: Id,
    /// Its VPC.
    pub vpc: Id,
    /// Its subnet; `None` for one that is regional.
    pub subnet: Option<Id>,
    /// Its addresses: what sources become. A public one has an elastic IP address too.
    pub addresses: Vec<Address>,
}

/// A VPC peering connection that is active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peering {
    /// Its id.
    pub id: Id,
    /// Who asked for it, and who accepted.
    pub sides: [PeeringSide; 2],
}

/// One side of a peering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeeringSide {
    /// The VPC.
    pub vpc: Id,
    /// Its region, where it was said.
    pub region: Option<String>,
    /// Its address blocks, where they were said.
    pub blocks: Vec<IpNet>,
}

/// A virtual private gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VpnGateway {
    /// Its id.
    pub id: Id,
    /// The VPCs that it is attached to: none or one.
    pub vpcs: BTreeSet<Id>,
}

/// A Site-to-Site VPN connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VpnConnection {
    /// Its id.
    pub id: Id,
    /// The virtual private gateway or transit gateway that it ends at.
    pub gateway: Option<Id>,
    /// Whether its routes are those written down, or learned by BGP.
    pub is_static: bool,
    /// The routes written down.
    pub routes: Vec<IpNet>,
}

/// A VPC endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its id.
    pub id: Id,
    /// Its VPC.
    pub vpc: Id,
    /// What it leads to: `com.amazonaws.us-east-1.s3`.
    pub service: String,
    /// How it works.
    pub kind: EndpointKind,
    /// Its interfaces.
    pub interfaces: BTreeSet<Id>,
    /// The route tables that a gateway endpoint is in.
    pub route_tables: BTreeSet<Id>,
}

/// How an endpoint works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EndpointKind {
    /// A target of routes.
    Gateway,
    /// Interfaces in subnets.
    Interface,
    /// A target of routes that sends packets through appliances.
    GatewayLoadBalancer,
    /// Another kind.
    Other,
}

/// A prefix list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefixList {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its addresses; `None` where only its name was read.
    pub blocks: Option<Vec<IpNet>>,
}
