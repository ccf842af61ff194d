//! Network access control lists.

use std::collections::BTreeSet;

use ipnet::IpNet;

use super::{Id, Traffic};

/// A network ACL. Its rules are tried in the order of their numbers; what none of them
/// matches is denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkAcl {
    /// Its id.
    pub id: Id,
    /// Its VPC.
    pub vpc: Id,
    /// Whether it is for the subnets of the VPC that name no other.
    pub is_default: bool,
    /// The subnets that name it.
    pub subnets: BTreeSet<Id>,
    /// The rules for what enters a subnet, by number.
    pub ingress: Vec<AclRule>,
    /// The rules for what leaves a subnet, by number.
    pub egress: Vec<AclRule>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AclRule {
    /// Its number: 32767 and 32768 are those that nobody can change.
    pub number: u32,
    /// Whether it allows.
    pub allows: bool,
    /// Protocols and ports; `None` when they could not be resolved.
    pub traffic: Option<Traffic>,
    /// The addresses outside the subnet; `None` when they could not be resolved.
    pub block: Option<IpNet>,
}
