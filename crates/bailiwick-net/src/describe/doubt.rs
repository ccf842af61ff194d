//! What the files themselves say makes them no whole, true picture: lists of which more
//! follows, and resources that are described twice, in different words.
//!
//! Refuses: to pick one of two descriptions. A resource that is listed twice with the same
//! meaning is listed once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Reader;
use crate::json::{flag, list, text};
use crate::model::{Gap, Id, Kind, Network, Scope};

/// What was read so far, to compare with what comes.
#[derive(Default)]
pub(super) struct Seen {
    /// Lists of which more follows, with their files.
    parts: BTreeSet<(usize, Kind, String)>,
    /// Each description of a resource: where it stands, and the resource.
    resources: BTreeMap<(String, String), Vec<Description>>,
}

struct Description {
    scope: usize,
    path: String,
    value: Value,
}

/// Whether a file says that more follows.
pub(super) fn is_partial(document: &Value) -> bool {
    let more = ["NextToken", "NextMarker"];
    let truncated = ["IsTruncated", "AdditionalRoutesAvailable"];
    more.iter().any(|key| text(document, key).is_some())
        || truncated
            .iter()
            .any(|key| flag(document, key) == Some(true))
}

impl Reader {
    /// Remembers that a list is only a part.
    pub(super) fn part(&mut self, path: &str, kind: Kind) {
        self.seen.parts.insert((self.scope, kind, path.to_owned()));
    }

    /// Says which lists are not whole: parts are, together with the last of them.
    pub(super) fn parts(&mut self) {
        for (scope, kind, file) in std::mem::take(&mut self.seen.parts) {
            if !self.network.scopes[scope].kinds.contains(&kind) {
                self.network.gaps.push(Gap::Partial { kind, file });
            }
        }
    }

    /// Compares what a list holds with what is said elsewhere about the same.
    pub(super) fn compare(&mut self, path: &str, key: &str, items: &[Value]) {
        if key == "Reservations" {
            for instance in items.iter().flat_map(|one| list(one, "Instances")) {
                self.compare_one(path, key, instance);
            }
            return;
        }
        for item in items {
            self.compare_one(path, key, item);
        }
    }

    fn compare_one(&mut self, path: &str, key: &str, value: &Value) {
        let Some((id, identity)) = identity(key, value) else {
            return;
        };
        let scope = self.scope;
        let known = self.seen.resources.entry((key.to_owned(), identity));
        let known = known.or_default();
        let is_other = |one: &&Description| match one.scope == scope {
            _ if one.value == *value => false,
            true => meaning(key, &one.value) != meaning(key, value),
            false => is_same_everywhere(key) && untagged(key, &one.value) != untagged(key, value),
        };
        if let Some(other) = known.iter().find(is_other) {
            let (file, other) = (path.to_owned(), other.path.clone());
            self.network.gaps.push(Gap::Conflict { id, file, other });
        }
        if known.iter().all(|one| one.scope != scope) {
            known.push(Description {
                scope,
                path: path.to_owned(),
                value: value.clone(),
            });
        }
    }
}

/// The id of a resource, and what tells its descriptions from those of others.
fn identity(key: &str, value: &Value) -> Option<(Id, String)> {
    let field = match key {
        "Vpcs" => "VpcId",
        "Subnets" => "SubnetId",
        "NetworkInterfaces" => "NetworkInterfaceId",
        "Reservations" => "InstanceId",
        "SecurityGroups" => "GroupId",
        "NetworkAcls" => "NetworkAclId",
        "RouteTables" => "RouteTableId",
        "InternetGateways" => "InternetGatewayId",
        "EgressOnlyInternetGateways" => "EgressOnlyInternetGatewayId",
        "NatGateways" => "NatGatewayId",
        "VpcPeeringConnections" => "VpcPeeringConnectionId",
        "VpnGateways" => "VpnGatewayId",
        "VpnConnections" => "VpnConnectionId",
        "VpcEndpoints" => "VpcEndpointId",
        "PrefixLists" => "PrefixListId",
        "TransitGateways" => "TransitGatewayId",
        "TransitGatewayVpcAttachments" | "TransitGatewayAttachments" => {
            "TransitGatewayAttachmentId"
        }
        "TransitGatewayRouteTables" => "TransitGatewayRouteTableId",
        "LoadBalancers" => "LoadBalancerArn",
        "TargetGroups" => "TargetGroupArn",
        _ => return None,
    };
    let id = text(value, field)?;
    let side = match key {
        // Both transit gateways of a peering have an attachment of the same id.
        "TransitGatewayAttachments" => text(value, "TransitGatewayId").unwrap_or_default(),
        // One command prints the blocks of a list, another one its name.
        "PrefixLists" if value.get("Cidrs").is_some() => "blocks",
        _ => "",
    };
    Some((Id::from(id), format!("{id} {side}")))
}

/// What a description means here: what it says of other things may change while files are
/// written.
fn meaning(key: &str, value: &Value) -> Network {
    let mut reader = Reader::default();
    reader.network.scopes.push(Scope::default());
    let item = match key {
        "Reservations" => serde_json::json!({ "Instances": [value] }),
        _ => value.clone(),
    };
    // What kind it is of is known.
    let _: Option<Kind> = reader.list(key, &[item]);
    reader.finish()
}

/// Whether another account, or a page in another folder, says the same of it. Of other
/// resources those with whom they are shared see less.
fn is_same_everywhere(key: &str) -> bool {
    matches!(key, "NetworkInterfaces" | "SecurityGroups")
}

/// What it means without its tags, which only its owner sees.
fn untagged(key: &str, value: &Value) -> Network {
    let mut value = value.clone();
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| name != "Tags" && name != "TagSet");
    }
    meaning(key, &value)
}
