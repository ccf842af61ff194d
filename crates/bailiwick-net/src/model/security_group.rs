//! Security groups.

use std::fmt;

use ipnet::IpNet;

use super::{Id, Traffic};

/// A security group: what it allows; everything else is denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityGroup {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its VPC.
    pub vpc: Option<Id>,
    /// What may come in.
    pub ingress: Vec<SecurityGroupRule>,
    /// What may go out.
    pub egress: Vec<SecurityGroupRule>,
}

/// One rule, with one other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityGroupRule {
    /// Protocols and ports; `None` when they could not be resolved.
    pub traffic: Option<Traffic>,
    /// The other side.
    pub peer: Peer,
}

/// The other side of a rule: the source of what comes in, the destination of what goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Peer {
    /// Addresses.
    Block(IpNet),
    /// The interfaces that are in a security group.
    Group(Id),
    /// The addresses of a prefix list.
    PrefixList(Id),
    /// It could not be resolved.
    Unresolved,
}

impl fmt::Display for SecurityGroupRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.traffic {
            Some(traffic) => write!(formatter, "{traffic}")?,
            None => formatter.write_str("unresolved traffic")?,
        }
        match &self.peer {
            Peer::Block(block) => write!(formatter, ", {block}"),
            Peer::Group(id) | Peer::PrefixList(id) => write!(formatter, ", {id}"),
            Peer::Unresolved => formatter.write_str(", unresolved addresses"),
        }
    }
}
