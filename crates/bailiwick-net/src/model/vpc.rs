//! VPCs and their subnets.

use std::collections::BTreeSet;

use ipnet::IpNet;

use super::{Id, Tags};

/// A virtual private cloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vpc {
    /// Its id.
    pub id: Id,
    /// Its address blocks, those of IPv6 too.
    pub blocks: Vec<IpNet>,
    /// Its tags.
    pub tags: Tags,
    /// Which scopes of [`super::Network::scopes`] list it: a shared VPC is in several.
    pub scopes: BTreeSet<usize>,
}

/// A subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subnet {
    /// Its id.
    pub id: Id,
    /// Its VPC.
    pub vpc: Id,
    /// Its address blocks, that of IPv6 too.
    pub blocks: Vec<IpNet>,
    /// Its availability zone: by id where it was said, since the names of zones differ
    /// between accounts.
    pub zone: Option<String>,
    /// Its tags.
    pub tags: Tags,
}
