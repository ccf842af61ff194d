//! Transit gateways, what is attached to them, and their route tables.

use std::collections::BTreeSet;

use ipnet::IpNet;

use super::Id;

/// A transit gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitGateway {
    /// Its id.
    pub id: Id,
    /// Whether rules of security groups that name groups hold across it.
    pub references_groups: bool,
    /// Its region, where that is known.
    pub region: Option<String>,
}

/// An attachment to a transit gateway, while it is available.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: Id,
    /// The transit gateway.
    pub gateway: Id,
    /// What is attached.
    pub kind: AttachmentKind,
    /// The route table that decides where its packets go.
    pub association: Association,
    /// Whether rules of security groups that name groups hold across it.
    pub references_groups: bool,
    /// Whether it keeps both directions of a flow in one zone.
    pub is_appliance: bool,
}

/// Which route table an attachment is associated with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Association {
    /// It was not read.
    Unknown,
    /// With none: packets from it are dropped.
    Nowhere,
    /// With this.
    With(Id),
}

/// What is attached to a transit gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A VPC, by a subnet in each zone that can be reached; `None` when they are not known.
    Vpc {
        /// The VPC.
        vpc: Id,
        /// The subnets that hold the transit gateway's interfaces.
        subnets: Option<BTreeSet<Id>>,
    },
    /// A VPN connection.
    Vpn(Id),
    /// A Direct Connect gateway.
    DirectConnect(Id),
    /// Another transit gateway, by the attachment on its side.
    Peering(Id),
    /// Something that is not modelled.
    Other(Id),
}

/// A route table of a transit gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitRouteTable {
    /// Its id.
    pub id: Id,
    /// Its transit gateway.
    pub gateway: Id,
    /// Its static routes and, where they were read, its propagated ones; `None` when the
    /// static ones were not read.
    pub routes: Option<Vec<TransitRoute>>,
    /// The attachments whose routes are propagated into it; `None` when they were not read.
    pub propagations: Option<BTreeSet<Id>>,
}

/// A route of a transit gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitRoute {
    /// Where packets go to; `None` when it could not be resolved.
    pub destination: Option<IpNet>,
    /// Where they are sent.
    pub target: TransitTarget,
    /// Whether an attachment propagated it.
    pub is_propagated: bool,
}

/// The target of a transit gateway's route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransitTarget {
    /// Packets are dropped.
    Blackhole,
    /// Any of these attachments.
    Attachments(Vec<Id>),
}
