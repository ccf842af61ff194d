//! VPC endpoints.

use super::host::last;
use super::interface::Plan;
use super::{Reader, Resource};
use crate::json::{id, ids, tags, text};
use crate::model::{Endpoint, EndpointKind, Id, InterfaceKind, Route, Target};

impl Reader {
    pub(super) fn endpoint(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let Some(vpc) = id(properties, "VpcId") else {
            return;
        };
        let kind = match text(properties, "VpcEndpointType") {
            None | Some("Gateway") => EndpointKind::Gateway,
            Some("Interface") => EndpointKind::Interface,
            Some("GatewayLoadBalancer") => EndpointKind::GatewayLoadBalancer,
            Some(_) => EndpointKind::Other,
        };
        let service = text(properties, "ServiceName")
            .unwrap_or_default()
            .to_owned();
        let mut endpoint = Endpoint {
            id: resource.id.clone(),
            vpc,
            service,
            kind,
            interfaces: Default::default(),
            route_tables: ids(properties, "RouteTableIds"),
        };
        if kind == EndpointKind::Interface {
            for subnet in ids::<Vec<Id>>(properties, "SubnetIds") {
                let id: Id = format!("{}@{}", resource.id, last(&subnet)).into();
                endpoint.interfaces.insert(id.clone());
                let plan = Plan::host(
                    id,
                    subnet,
                    ids(properties, "SecurityGroupIds"),
                    tags(properties),
                );
                self.add(Plan {
                    kind: InterfaceKind::Endpoint,
                    ..plan
                });
            }
        }
        // A gateway endpoint puts routes to its service into its tables. Which addresses
        // those are only AWS knows.
        // Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>.
        if kind == EndpointKind::Gateway {
            for table in &endpoint.route_tables {
                if let Some(table) = self.network.route_tables.get_mut(table) {
                    let list: Id = format!("the addresses of {}", endpoint.service).into();
                    table.routes.push(Route {
                        destination: crate::model::Destination::PrefixList(list),
                        target: Target::Endpoint(resource.id.clone()),
                        is_propagated: false,
                        is_blackhole: false,
                    });
                }
            }
        }
        self.network.endpoints.insert(endpoint.id.clone(), endpoint);
    }
}
