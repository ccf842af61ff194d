//! Reads what `aws ec2 describe-*`, `aws ec2 get-*`, `aws ec2 search-*` and
//! `aws elbv2 describe-*` print: JSON files, in a folder for each account and region.
//!
//! What a file holds is told by the keys in it, never by its name, and one file may hold
//! several lists. Only where AWS prints something without saying what it is of (the
//! routes of a transit gateway's table, the entries of a prefix list, the health of a
//! target group, attributes of load balancers) must the id or the name stand in the
//! file's name, unless there is only one it could be of.
//!
//! A list that is not there, or is only a part (`NextToken`, `NextMarker`, `IsTruncated`,
//! `AdditionalRoutesAvailable`), is not known: it says
//! nothing about what it would hold. What is described twice, and not the same, is not
//! known either.
//!
//! Start reading at [`read`]; one file below for each kind of resource.

mod doubt;
mod finish;
mod gateway;
mod interface;
mod load_balancer;
mod network_acl;
mod route_table;
mod security_group;
#[cfg(test)]
mod tests;
mod transit;
mod vpc;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::{Gap, Id, Kind, Network, Scope};
pub(crate) use load_balancer::{forwards, protocols, target_kind};

/// Reads files, given as path and contents. The folder of a path is its account and region.
#[must_use]
pub fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Network {
    let mut files: Vec<_> = files.into_iter().collect();
    // What is listed twice is taken from the first, and said to be in doubt where the other
    // says something else: the order of the files must not matter.
    files.sort_unstable();
    let mut reader = Reader::default();
    for (path, contents) in files {
        reader.file(path, contents);
    }
    reader.finish()
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    network: Network,
    /// The scope of the file that is read.
    scope: usize,
    /// The name of the file that is read.
    file: String,
    /// Whether that file says that more follows.
    is_partial: bool,
    /// What can be understood only when all is read.
    later: Vec<Later>,
    /// In which scopes each attachment, and each transit gateway's route tables, were listed.
    listed: BTreeSet<(Id, usize)>,
    /// What later files are compared with.
    seen: doubt::Seen,
}

/// A list that says in its file's name, at best, what it is of.
struct Later {
    scope: usize,
    file: String,
    kind: LaterKind,
    value: Value,
    /// Whether it is only a part of a list.
    is_partial: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LaterKind {
    Addresses,
    Instances,
    TransitRoutes,
    TransitPropagations,
    TransitAssociations,
    PrefixListEntries,
    Listeners,
    Rules,
    TargetHealth,
    LoadBalancerAttributes,
    Attributes,
}

impl Reader {
    fn file(&mut self, path: &str, contents: &str) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let document: Value = match serde_json::from_str(contents) {
            Ok(document) => document,
            Err(_) => {
                self.unreadable(path, "JSON");
                return;
            }
        };
        let folder = if folder.is_empty() { "." } else { folder };
        let known = self
            .network
            .scopes
            .iter()
            .position(|scope| scope.name == folder);
        self.scope = known.unwrap_or_else(|| {
            let name = folder.to_owned();
            self.network.scopes.push(Scope {
                name,
                ..Scope::default()
            });
            self.network.scopes.len() - 1
        });
        self.file = name.to_owned();
        let Some(lists) = document.as_object() else {
            self.unreadable(path, "an object with lists");
            return;
        };
        self.is_partial = doubt::is_partial(&document);
        for (key, value) in lists {
            let Some(items) = value.as_array() else {
                continue;
            };
            self.compare(path, key, items);
            let Some(kind) = self.list(key, items) else {
                continue;
            };
            match self.is_partial {
                true => self.part(path, kind),
                false => drop(self.network.scopes[self.scope].kinds.insert(kind)),
            }
        }
    }

    /// Reads a list by its key, and says what kind it is known for now. Keys that have
    /// nothing to do with reach are left alone.
    fn list(&mut self, key: &str, items: &[Value]) -> Option<Kind> {
        let each = |reader: &mut Self, read: fn(&mut Self, &Value)| {
            items.iter().for_each(|item| read(reader, item));
        };
        match key {
            "Vpcs" => each(self, Self::vpc),
            "Subnets" => each(self, Self::subnet),
            "NetworkInterfaces" => each(self, Self::interface),
            "SecurityGroups" => each(self, Self::security_group),
            "NetworkAcls" => each(self, Self::network_acl),
            "RouteTables" => each(self, Self::route_table),
            "InternetGateways" => each(self, Self::internet_gateway),
            "EgressOnlyInternetGateways" => each(self, Self::egress_only_gateway),
            "NatGateways" => each(self, Self::nat_gateway),
            "VpcPeeringConnections" => each(self, Self::peering),
            "VpnGateways" => each(self, Self::vpn_gateway),
            "VpnConnections" => each(self, Self::vpn_connection),
            "VpcEndpoints" => each(self, Self::endpoint),
            "PrefixLists" => each(self, Self::prefix_list),
            "TransitGateways" => each(self, Self::transit_gateway),
            "TransitGatewayVpcAttachments" => each(self, Self::vpc_attachment),
            "TransitGatewayAttachments" => each(self, Self::attachment),
            "TransitGatewayRouteTables" => each(self, Self::transit_route_table),
            "LoadBalancers" => each(self, Self::load_balancer),
            "TargetGroups" => each(self, Self::target_group),
            _ => return self.list_for_later(key, items),
        }
        Some(match key {
            "Vpcs" => Kind::Vpcs,
            "Subnets" => Kind::Subnets,
            "NetworkInterfaces" => Kind::Interfaces,
            "SecurityGroups" => Kind::SecurityGroups,
            "NetworkAcls" => Kind::NetworkAcls,
            "RouteTables" => Kind::RouteTables,
            "InternetGateways" => Kind::InternetGateways,
            "EgressOnlyInternetGateways" => Kind::EgressOnlyGateways,
            "NatGateways" => Kind::NatGateways,
            "VpcPeeringConnections" => Kind::Peerings,
            "VpnGateways" => Kind::VpnGateways,
            "VpnConnections" => Kind::VpnConnections,
            "VpcEndpoints" => Kind::Endpoints,
            "PrefixLists" => Kind::PrefixLists,
            "TransitGateways" => Kind::TransitGateways,
            "TransitGatewayVpcAttachments" | "TransitGatewayAttachments" => Kind::Attachments,
            "TransitGatewayRouteTables" => Kind::TransitRouteTables,
            "LoadBalancers" => Kind::LoadBalancers,
            _ => Kind::TargetGroups,
        })
    }

    fn list_for_later(&mut self, key: &str, items: &[Value]) -> Option<Kind> {
        let (kind, known) = match key {
            "Addresses" => (LaterKind::Addresses, Some(Kind::Addresses)),
            "Reservations" => (LaterKind::Instances, Some(Kind::Instances)),
            "Routes" | "TransitGatewayStaticRoutes" => (LaterKind::TransitRoutes, None),
            "TransitGatewayRouteTablePropagations" | "TransitGatewayPropagations" => {
                (LaterKind::TransitPropagations, None)
            }
            "Associations" => (LaterKind::TransitAssociations, None),
            "Entries" => (LaterKind::PrefixListEntries, None),
            "Listeners" | "LoadBalancerListeners" => (LaterKind::Listeners, Some(Kind::Listeners)),
            "Rules" => (LaterKind::Rules, None),
            "TargetHealthDescriptions" | "LoadBalancerTargetHealth" => {
                (LaterKind::TargetHealth, Some(Kind::Targets))
            }
            "LoadBalancerAttributes" => (LaterKind::LoadBalancerAttributes, None),
            "Attributes" => (LaterKind::Attributes, None),
            _ => return None,
        };
        // Some of these hold others of the same name, each with the id that it is of.
        let nested = |key: &str| {
            items
                .iter()
                .any(|item| item.get(key).is_some_and(Value::is_array))
        };
        let nests = [
            "Routes",
            "TransitGatewayRouteTablePropagations",
            "Listeners",
            "TargetHealthDescriptions",
        ]
        .into_iter()
        .any(nested);
        let values = match nests || kind == LaterKind::LoadBalancerAttributes {
            true => items.to_vec(),
            false => vec![Value::from(items.to_vec())],
        };
        let (scope, file) = (self.scope, self.file.clone());
        for value in values {
            self.later.push(Later {
                scope,
                file: file.clone(),
                kind,
                value,
                is_partial: self.is_partial,
            });
        }
        known
    }

    fn unreadable(&mut self, file: &str, what: &str) {
        let (file, what) = (file.to_owned(), what.to_owned());
        self.network.gaps.push(Gap::Unreadable { file, what });
    }
}
