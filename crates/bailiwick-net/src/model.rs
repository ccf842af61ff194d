//! What a network is: the resources of AWS that decide where a packet goes, typed, by id.
//!
//! Owns: the shapes, and what is *not* known of them ([`Gap`]). Absent: where they were
//! read ([`crate::describe`], [`crate::template`]) and what they do to a packet
//! (the private module `walk`).
//!
//! A network may span accounts and regions. What could not be read or resolved is said
//! by the resource that lacks it; nothing is filled in by guessing.
//!
//! Start reading at [`Network`].

mod gap;
mod gateway;
mod id;
mod interface;
mod load_balancer;
mod network_acl;
mod route_table;
mod security_group;
mod traffic;
mod transit;
mod vpc;

use std::collections::{BTreeMap, BTreeSet};

pub use gap::{Gap, Kind};
pub use gateway::{
    EgressOnlyGateway, Endpoint, EndpointKind, InternetGateway, NatGateway, Peering, PeeringSide,
    PrefixList, VpnConnection, VpnGateway,
};
pub use id::Id;
pub use interface::{Address, Interface, InterfaceKind, Public};
pub use load_balancer::{
    Listener, LoadBalancer, LoadBalancerKind, Target as RegisteredTarget, TargetGroup, TargetKind,
};
pub use network_acl::{AclRule, NetworkAcl};
pub use route_table::{Destination, Route, RouteTable, Target};
pub use security_group::{Peer, SecurityGroup, SecurityGroupRule};
pub use traffic::Traffic;
pub use transit::{
    Association, Attachment, AttachmentKind, TransitGateway, TransitRoute, TransitRouteTable,
    TransitTarget,
};
pub use vpc::{Subnet, Vpc};

/// The tags of a resource.
pub type Tags = BTreeMap<String, String>;

/// Networks as they were read: every resource by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The places that were read from: an account and region each, or a stack.
    pub scopes: Vec<Scope>,
    /// Virtual private clouds.
    pub vpcs: BTreeMap<Id, Vpc>,
    /// Subnets.
    pub subnets: BTreeMap<Id, Subnet>,
    /// Elastic network interfaces, of instances and of everything else.
    pub interfaces: BTreeMap<Id, Interface>,
    /// The tags of instances, which their interfaces often lack.
    pub instance_tags: BTreeMap<Id, Tags>,
    /// Security groups.
    pub security_groups: BTreeMap<Id, SecurityGroup>,
    /// Network access control lists.
    pub network_acls: BTreeMap<Id, NetworkAcl>,
    /// Route tables of VPCs.
    pub route_tables: BTreeMap<Id, RouteTable>,
    /// Prefix lists, of AWS and of customers.
    pub prefix_lists: BTreeMap<Id, PrefixList>,
    /// Internet gateways.
    pub internet_gateways: BTreeMap<Id, InternetGateway>,
    /// Egress-only internet gateways.
    pub egress_only_gateways: BTreeMap<Id, EgressOnlyGateway>,
    /// NAT gateways.
    pub nat_gateways: BTreeMap<Id, NatGateway>,
    /// VPC peering connections.
    pub peerings: BTreeMap<Id, Peering>,
    /// Virtual private gateways.
    pub vpn_gateways: BTreeMap<Id, VpnGateway>,
    /// Site-to-Site VPN connections.
    pub vpn_connections: BTreeMap<Id, VpnConnection>,
    /// VPC endpoints.
    pub endpoints: BTreeMap<Id, Endpoint>,
    /// Transit gateways.
    pub transit_gateways: BTreeMap<Id, TransitGateway>,
    /// Attachments to transit gateways.
    pub attachments: BTreeMap<Id, Attachment>,
    /// Attachments that lead to another transit gateway: both have one with the same id, so
    /// that the gateway it is of stands before it.
    pub transit_peerings: BTreeMap<(Id, Id), Attachment>,
    /// Route tables of transit gateways.
    pub transit_route_tables: BTreeMap<Id, TransitRouteTable>,
    /// Load balancers, by ARN.
    pub load_balancers: BTreeMap<Id, LoadBalancer>,
    /// Target groups, by ARN.
    pub target_groups: BTreeMap<Id, TargetGroup>,
    /// What was listed as deleted or failed: routes to it lead nowhere.
    pub gone: BTreeSet<Id>,
    /// What the readers met and could not make sense of.
    pub gaps: Vec<Gap>,
}

/// A place that was read from, and which kinds of resources it was read for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// How people know it: a folder, a stack.
    pub name: String,
    /// The kinds whose list was there, even if empty.
    pub kinds: BTreeSet<Kind>,
}

impl Network {
    /// Whether the list of a kind was read where the VPC was read. A list that was not
    /// read says nothing about what it would hold.
    #[must_use]
    pub fn knows(&self, vpc: &Vpc, kind: Kind) -> bool {
        let mut scopes = vpc
            .scopes
            .iter()
            .filter_map(|index| self.scopes.get(*index));
        scopes.any(|scope| scope.kinds.contains(&kind))
    }

    /// Whether the list of a kind was read anywhere.
    #[must_use]
    pub fn knows_anywhere(&self, kind: Kind) -> bool {
        self.scopes.iter().any(|scope| scope.kinds.contains(&kind))
    }
}
