//! What people write for either side of a query.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

use super::targets::is_gateway;
use crate::model::{Id, Interface, Network};

/// One side of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// Anybody on the internet whose address is none of the networks' own.
    Internet,
    /// Anybody behind a VPN connection or Direct Connect.
    OnPremises,
    /// Whoever has one of these addresses.
    Addresses(Vec<IpNet>),
    /// Resources.
    Selected(Selection),
}

/// Which resources are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By an id, an ARN or a name: of an interface, an instance, a load balancer, an
    /// endpoint; or of a security group, subnet or VPC, for everything in it.
    Named(String),
    /// By a tag, and its value if one is said.
    Tag {
        /// The key.
        key: String,
        /// The value.
        value: Option<String>,
    },
    /// By any of these.
    Any(Vec<Selection>),
    /// These interfaces, by their whole ids.
    These(BTreeSet<Id>),
    /// Everything.
    All,
}

/// Why something is no endpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// It looks like addresses and is none.
    #[error("`{0}` is no address and no block of addresses")]
    NotAnAddress(String),
    /// Nothing was written.
    #[error("nothing is named")]
    Empty,
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let written = written.trim();
        match written {
            "" => return Err(EndpointError::Empty),
            "internet" => return Ok(Self::Internet),
            "on-premises" => return Ok(Self::OnPremises),
            "all" => return Ok(Self::Selected(Selection::All)),
            _ => {}
        }
        if let Ok(block) = written.parse::<IpNet>() {
            return Ok(Self::Addresses(vec![block.trunc()]));
        }
        if let Ok(address) = written.parse::<IpAddr>() {
            return Ok(Self::Addresses(vec![address.into()]));
        }
        let is_numeric =
            |character: char| character.is_ascii_digit() || character == '.' || character == '/';
        if written.chars().all(is_numeric) {
            return Err(EndpointError::NotAnAddress(written.to_owned()));
        }
        if let Some(tag) = written.strip_prefix("tag:") {
            let (key, value) = match tag.split_once('=') {
                Some((key, value)) => (key, Some(value.to_owned())),
                None => (tag, None),
            };
            return Ok(Self::Selected(Selection::Tag {
                key: key.to_owned(),
                value,
            }));
        }
        let named = written.strip_prefix("service:").unwrap_or(written);
        Ok(Self::Selected(Selection::Named(named.to_owned())))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internet => formatter.write_str("internet"),
            Self::OnPremises => formatter.write_str("on-premises"),
            Self::Addresses(blocks) => {
                let blocks: Vec<String> = blocks.iter().map(IpNet::to_string).collect();
                formatter.write_str(&blocks.join(", "))
            }
            Self::Selected(selection) => selection.fmt(formatter),
        }
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => formatter.write_str(name),
            Self::Tag {
                key,
                value: Some(value),
            } => write!(formatter, "tag:{key}={value}"),
            Self::Tag { key, value: None } => write!(formatter, "tag:{key}"),
            Self::Any(all) => {
                let all: Vec<String> = all.iter().map(Self::to_string).collect();
                formatter.write_str(&all.join(", "))
            }
            Self::These(interfaces) => {
                let all: Vec<&str> = interfaces.iter().map(Id::as_str).collect();
                formatter.write_str(&all.join(", "))
            }
            Self::All => formatter.write_str("all"),
        }
    }
}

impl Selection {
    /// The interfaces that are meant.
    #[must_use]
    pub fn interfaces(&self, network: &Network) -> BTreeSet<Id> {
        if let Self::These(interfaces) = self {
            let here = |id: &&Id| network.interfaces.contains_key(*id);
            return interfaces.iter().filter(here).cloned().collect();
        }
        let meant = network
            .interfaces
            .values()
            .filter(|interface| self.means(network, interface));
        meant.map(|interface| interface.id.clone()).collect()
    }

    /// The gateway endpoints that are meant.
    #[must_use]
    pub fn services(&self, network: &Network) -> BTreeSet<Id> {
        let endpoints = network
            .endpoints
            .values()
            .filter(|endpoint| is_gateway(endpoint.kind));
        let meant = endpoints.filter(|endpoint| match self {
            Self::Named(name) => {
                is_named(&endpoint.id, name) || is_service(&endpoint.service, name)
            }
            Self::Any(all) => all
                .iter()
                .any(|one| one.services(network).contains(&endpoint.id)),
            Self::Tag { .. } | Self::These(_) | Self::All => false,
        });
        meant.map(|endpoint| endpoint.id.clone()).collect()
    }

    fn means(&self, network: &Network, interface: &Interface) -> bool {
        match self {
            Self::All => true,
            Self::These(interfaces) => interfaces.contains(&interface.id),
            Self::Any(all) => all.iter().any(|one| one.means(network, interface)),
            Self::Tag { key, value } => has_tag(network, interface, key, value.as_deref()),
            Self::Named(name) => {
                let own = [
                    Some(&interface.id),
                    interface.instance.as_ref(),
                    Some(&interface.subnet),
                    Some(&interface.vpc),
                ];
                own.into_iter()
                    .flatten()
                    .chain(&interface.groups)
                    .any(|id| is_named(id, name))
                    || has_tag(network, interface, "Name", Some(name))
                    || network.load_balancers.values().any(|balancer| {
                        balancer.interfaces.contains(&interface.id)
                            && (is_named(&balancer.id, name) || balancer.name == *name)
                    })
                    || network.endpoints.values().any(|endpoint| {
                        endpoint.interfaces.contains(&interface.id)
                            && (is_named(&endpoint.id, name) || is_service(&endpoint.service, name))
                    })
            }
        }
    }
}

/// Whether the id is meant; of what a template declares, its last part will do.
fn is_named(id: &Id, name: &str) -> bool {
    id.as_str() == name
        || id
            .as_str()
            .rsplit_once('/')
            .is_some_and(|(_, last)| last == name && !name.starts_with("arn:"))
}

/// Whether a service is meant, by its whole name or the end of it: `s3`.
fn is_service(service: &str, name: &str) -> bool {
    service == name
        || service.starts_with("com.amazonaws.")
            && service.rsplit_once('.').is_some_and(|(_, end)| end == name)
}

fn has_tag(network: &Network, interface: &Interface, key: &str, value: Option<&str>) -> bool {
    let instance = interface
        .instance
        .as_ref()
        .and_then(|instance| network.instance_tags.get(instance));
    let balancers = network
        .load_balancers
        .values()
        .filter(|one| one.interfaces.contains(&interface.id));
    let all = instance
        .into_iter()
        .chain([&interface.tags])
        .chain(balancers.map(|one| &one.tags));
    let mut found = all.filter_map(|tags| tags.get(key));
    found.any(|found| value.is_none_or(|value| value == found))
}
