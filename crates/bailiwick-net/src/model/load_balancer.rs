//! Load balancers, their listeners, and the targets registered with them.

use std::collections::BTreeSet;

use super::{Id, Tags};
use crate::packet::Protocol;

/// A load balancer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancer {
    /// Its ARN.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// How it works.
    pub kind: LoadBalancerKind,
    /// Its VPC.
    pub vpc: Id,
    /// Its interfaces.
    pub interfaces: BTreeSet<Id>,
    /// Its listeners; `None` when they were not read.
    pub listeners: Option<Vec<Listener>>,
    /// Whether each of its zones sends to targets in all zones; `None` when it was not read.
    pub crosses_zones: Option<bool>,
    /// Its tags.
    pub tags: Tags,
}

/// How a load balancer works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LoadBalancerKind {
    /// It passes connections on.
    Network,
    /// It ends connections and opens its own.
    Application,
    /// It sends packets through appliances.
    Gateway,
}

/// A listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// Its ARN.
    pub id: Id,
    /// The protocols of its packets: TCP, UDP, or both.
    pub protocols: Vec<Protocol>,
    /// Its port.
    pub port: u16,
    /// Where its default action and its rules send requests.
    pub target_groups: BTreeSet<Id>,
    /// Whether its rules were read.
    pub knows_rules: bool,
}

/// A target group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetGroup {
    /// Its ARN.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What its targets are.
    pub kind: TargetKind,
    /// Whether it is for TLS or TCP, where the client's address may be left out.
    pub is_udp: bool,
    /// The port of targets that name none.
    pub port: Option<u16>,
    /// Its targets; `None` when they were not read.
    pub targets: Option<Vec<Target>>,
    /// Whether targets of a network load balancer see the client's address; `None` when
    /// it was not read.
    pub preserves_client: Option<bool>,
}

/// What the targets of a target group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// Instances.
    Instance,
    /// Addresses.
    Address,
    /// An application load balancer.
    LoadBalancer,
    /// A function, which no packet reaches.
    Function,
}

/// A registered target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// An instance, an address or an ARN.
    pub id: Id,
    /// Its port, if it has one of its own.
    pub port: Option<u16>,
}
