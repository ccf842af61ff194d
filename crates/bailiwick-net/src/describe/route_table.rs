//! Route tables of VPCs.

use serde_json::Value;

use super::Reader;
use crate::json::{block, flag, id, list, text};
use crate::model::{Destination, Id, Route, RouteTable, Target};

/// A kind of target, given its id.
type ToTarget = fn(Id) -> Target;

impl Reader {
    pub(super) fn route_table(&mut self, value: &Value) {
        let (Some(id), Some(vpc)) = (id(value, "RouteTableId"), id(value, "VpcId")) else {
            return;
        };
        let associations = list(value, "Associations");
        let current = associations.iter().filter(|item| {
            let state = item
                .get("AssociationState")
                .and_then(|state| text(state, "State"));
            state.is_none_or(|state| state == "associated")
        });
        let named = |key: &'static str| {
            current
                .clone()
                .filter_map(move |item| crate::json::id(item, key))
        };
        let table = RouteTable {
            is_main: current.clone().any(|item| flag(item, "Main") == Some(true)),
            subnets: named("SubnetId").collect(),
            gateways: named("GatewayId").collect(),
            routes: list(value, "Routes")
                .iter()
                .map(|route| self::route(route, &id))
                .collect(),
            id: id.clone(),
            vpc,
        };
        self.network.route_tables.entry(id).or_insert(table);
    }
}

fn route(value: &Value, table: &Id) -> Route {
    let block =
        block(value, "DestinationCidrBlock").or_else(|| block(value, "DestinationIpv6CidrBlock"));
    let list = id(value, "DestinationPrefixListId").map(Destination::PrefixList);
    Route {
        destination: block
            .map(Destination::Block)
            .or(list)
            .unwrap_or(Destination::Unresolved),
        target: target(value).unwrap_or_else(|| Target::Other(table.clone())),
        is_propagated: text(value, "Origin") == Some("EnableVgwRoutePropagation"),
        is_blackhole: text(value, "State") == Some("blackhole"),
    }
}

fn target(value: &Value) -> Option<Target> {
    let keys: [(&str, ToTarget); 8] = [
        ("NatGatewayId", Target::NatGateway),
        ("TransitGatewayId", Target::TransitGateway),
        ("VpcPeeringConnectionId", Target::Peering),
        ("EgressOnlyInternetGatewayId", Target::EgressOnlyGateway),
        ("NetworkInterfaceId", Target::Interface),
        ("LocalGatewayId", Target::Other),
        ("CarrierGatewayId", Target::Other),
        ("CoreNetworkArn", Target::Other),
    ];
    let gateway = || id(value, "GatewayId").map(of_gateway);
    let other = || {
        keys.into_iter()
            .find_map(|(key, target)| id(value, key).map(target))
    };
    let instance = || id(value, "InstanceId").map(Target::Other);
    other().or_else(gateway).or_else(instance)
}

/// What a gateway is, by its id: several kinds share one key.
/// Source: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html>.
pub(crate) fn of_gateway(id: Id) -> Target {
    match id.as_str().split('-').next() {
        _ if id.as_str() == "local" => Target::Local,
        Some("igw") => Target::InternetGateway(id),
        Some("vgw") => Target::VpnGateway(id),
        Some("vpce") => Target::Endpoint(id),
        _ => Target::Other(id),
    }
}
