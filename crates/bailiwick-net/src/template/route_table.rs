//! Route tables and routes.

use std::collections::BTreeSet;

use super::{Reader, Resource};
use crate::json::{block, id, ids};
use crate::model::{Destination, Id, Route, RouteTable, Target};

/// A table without routes.
pub(super) fn table(id: Id, vpc: Id) -> RouteTable {
    RouteTable {
        id,
        vpc,
        is_main: false,
        subnets: BTreeSet::new(),
        gateways: BTreeSet::new(),
        routes: Vec::new(),
    }
}

/// A kind of target, given its id.
type ToTarget = fn(Id) -> Target;

impl Reader {
    pub(super) fn route_table(&mut self, resource: &Resource) {
        let Some(vpc) = id(&resource.properties, "VpcId") else {
            return;
        };
        self.add_table(table(resource.id.clone(), vpc));
    }

    pub(super) fn subnet_association(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        if let (Some(table), Some(subnet)) =
            (id(properties, "RouteTableId"), id(properties, "SubnetId"))
        {
            self.with_table(&table, |table| table.subnets.extend([subnet]));
        }
    }

    pub(super) fn gateway_association(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        if let (Some(table), Some(gateway)) =
            (id(properties, "RouteTableId"), id(properties, "GatewayId"))
        {
            self.with_table(&table, |table| table.gateways.extend([gateway]));
        }
    }

    /// A virtual private gateway puts the routes of its connections into the tables: those
    /// written down, and those that it learns, which nobody knows beforehand.
    /// Source: <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html>.
    pub(super) fn propagation(&mut self, resource: &Resource) {
        let Some(gateway) = id(&resource.properties, "VpnGatewayId") else {
            return;
        };
        let connections = self.network.vpn_connections.values();
        let own = connections.filter(|connection| connection.gateway.as_ref() == Some(&gateway));
        let destinations: Vec<Destination> = own
            .flat_map(|connection| match connection.is_static {
                true => connection
                    .routes
                    .iter()
                    .copied()
                    .map(Destination::Block)
                    .collect(),
                false => vec![Destination::Unresolved],
            })
            .collect();
        for table in ids::<Vec<Id>>(&resource.properties, "RouteTableIds") {
            let routes = destinations.iter().map(|destination| Route {
                destination: destination.clone(),
                target: Target::VpnGateway(gateway.clone()),
                is_propagated: true,
                is_blackhole: false,
            });
            let routes: Vec<Route> = routes.collect();
            self.with_table(&table, |table| table.routes.extend(routes));
        }
    }

    pub(super) fn route(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let Some(table) = id(properties, "RouteTableId") else {
            return;
        };
        let blocks = block(properties, "DestinationCidrBlock")
            .or_else(|| block(properties, "DestinationIpv6CidrBlock"));
        let list = id(properties, "DestinationPrefixListId").map(Destination::PrefixList);
        let target = self.target(resource);
        self.with_table(&table, |table| {
            table.routes.push(Route {
                destination: blocks
                    .map(Destination::Block)
                    .or(list)
                    .unwrap_or(Destination::Unresolved),
                target,
                is_propagated: false,
                is_blackhole: false,
            });
        });
    }

    fn target(&self, resource: &Resource) -> Target {
        let keys: [(&str, ToTarget); 7] = [
            ("NatGatewayId", Target::NatGateway),
            ("TransitGatewayId", Target::TransitGateway),
            ("VpcPeeringConnectionId", Target::Peering),
            ("EgressOnlyInternetGatewayId", Target::EgressOnlyGateway),
            ("NetworkInterfaceId", Target::Interface),
            ("VpcEndpointId", Target::Endpoint),
            ("InstanceId", Target::Other),
        ];
        let properties = &resource.properties;
        let gateway = || {
            let id = id(properties, "GatewayId")?;
            Some(match self.network.vpn_gateways.contains_key(&id) {
                true => Target::VpnGateway(id),
                false => Target::InternetGateway(id),
            })
        };
        let other = keys
            .into_iter()
            .find_map(|(key, target)| id(properties, key).map(target));
        other
            .or_else(gateway)
            .unwrap_or_else(|| Target::Other(resource.id.clone()))
    }

    fn with_table(&mut self, id: &Id, change: impl FnOnce(&mut RouteTable)) {
        if let Some(table) = self.network.route_tables.get_mut(id) {
            change(table);
        }
    }
}
