//! Gateways, peerings, VPN connections, endpoints and prefix lists.

use serde_json::Value;

use super::Reader;
use crate::json::{address, block, flag, id, ids, list, text};
use crate::model::{
    Address, EgressOnlyGateway, Endpoint, EndpointKind, Id, InternetGateway, NatGateway, Peering,
    PeeringSide, PrefixList, Public, VpnConnection, VpnGateway,
};

impl Reader {
    pub(super) fn internet_gateway(&mut self, value: &Value) {
        let Some(id) = id(value, "InternetGatewayId") else {
            return;
        };
        let vpcs = attached(value, "Attachments");
        self.network
            .internet_gateways
            .entry(id.clone())
            .or_insert(InternetGateway { id, vpcs });
    }

    pub(super) fn egress_only_gateway(&mut self, value: &Value) {
        let Some(id) = id(value, "EgressOnlyInternetGatewayId") else {
            return;
        };
        let vpcs = attached(value, "Attachments");
        self.network
            .egress_only_gateways
            .entry(id.clone())
            .or_insert(EgressOnlyGateway { id, vpcs });
    }

    pub(super) fn vpn_gateway(&mut self, value: &Value) {
        let Some(id) = id(value, "VpnGatewayId") else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        let vpcs = attached(value, "VpcAttachments");
        self.network
            .vpn_gateways
            .entry(id.clone())
            .or_insert(VpnGateway { id, vpcs });
    }

    pub(super) fn vpn_connection(&mut self, value: &Value) {
        let Some(id) = id(value, "VpnConnectionId") else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        let gateway =
            crate::json::id(value, "VpnGatewayId").or(crate::json::id(value, "TransitGatewayId"));
        let options = value.get("Options");
        let routes = list(value, "Routes").iter();
        let routes =
            routes.filter(|route| !matches!(text(route, "State"), Some("deleted" | "deleting")));
        let routes = routes
            .filter_map(|route| block(route, "DestinationCidrBlock"))
            .collect();
        let is_static = options
            .and_then(|options| flag(options, "StaticRoutesOnly"))
            .unwrap_or(false);
        let connection = VpnConnection {
            id: id.clone(),
            gateway,
            is_static,
            routes,
        };
        self.network.vpn_connections.entry(id).or_insert(connection);
    }

    pub(super) fn nat_gateway(&mut self, value: &Value) {
        let (Some(id), Some(vpc)) = (id(value, "NatGatewayId"), id(value, "VpcId")) else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        let addresses = list(value, "NatGatewayAddresses")
            .iter()
            .filter_map(|item| {
                let private = address(item, "PrivateIp")?.into();
                let public = address(item, "PublicIp").map(Public::Known);
                let picked_from = None;
                Some(Address {
                    private,
                    picked_from,
                    public,
                })
            });
        let gateway = NatGateway {
            id: id.clone(),
            vpc,
            subnet: crate::json::id(value, "SubnetId"),
            addresses: addresses.collect(),
        };
        self.network.nat_gateways.entry(id).or_insert(gateway);
    }

    pub(super) fn peering(&mut self, value: &Value) {
        let Some(id) = id(value, "VpcPeeringConnectionId") else {
            return;
        };
        let status = value.get("Status").and_then(|status| text(status, "Code"));
        if status != Some("active") {
            self.network.gone.insert(id);
            return;
        }
        let side = |key: &str| {
            let side = value.get(key)?;
            let blocks = [
                ("CidrBlockSet", "CidrBlock"),
                ("Ipv6CidrBlockSet", "Ipv6CidrBlock"),
            ];
            let blocks = blocks.into_iter().flat_map(|(many, one)| {
                list(side, many)
                    .iter()
                    .filter_map(move |item| block(item, one))
            });
            Some(PeeringSide {
                vpc: crate::json::id(side, "VpcId")?,
                region: text(side, "Region").map(str::to_owned),
                blocks: blocks.collect(),
            })
        };
        let (Some(one), Some(two)) = (side("RequesterVpcInfo"), side("AccepterVpcInfo")) else {
            return;
        };
        self.network.peerings.entry(id.clone()).or_insert(Peering {
            id,
            sides: [one, two],
        });
    }

    pub(super) fn endpoint(&mut self, value: &Value) {
        let (Some(id), Some(vpc)) = (id(value, "VpcEndpointId"), id(value, "VpcId")) else {
            return;
        };
        if self.is_gone(&id, text(value, "State")) {
            return;
        }
        let endpoint = Endpoint {
            id: id.clone(),
            vpc,
            service: text(value, "ServiceName").unwrap_or_default().to_owned(),
            kind: match text(value, "VpcEndpointType") {
                Some("Interface") => EndpointKind::Interface,
                Some("Gateway") => EndpointKind::Gateway,
                Some("GatewayLoadBalancer") => EndpointKind::GatewayLoadBalancer,
                _ => EndpointKind::Other,
            },
            interfaces: ids(value, "NetworkInterfaceIds"),
            route_tables: ids(value, "RouteTableIds"),
        };
        self.network.endpoints.entry(id).or_insert(endpoint);
    }

    /// `describe-prefix-lists` has the blocks, `describe-managed-prefix-lists` has not.
    pub(super) fn prefix_list(&mut self, value: &Value) {
        let Some(id) = id(value, "PrefixListId") else {
            return;
        };
        let blocks = value.get("Cidrs").and_then(|cidrs| {
            let blocks = cidrs
                .as_array()?
                .iter()
                .map(|cidr| cidr.as_str()?.parse().ok());
            blocks.collect::<Option<Vec<_>>>()
        });
        let name = text(value, "PrefixListName").unwrap_or_default().to_owned();
        let known = self
            .network
            .prefix_lists
            .entry(id.clone())
            .or_insert(PrefixList {
                id,
                name,
                blocks: None,
            });
        known.blocks = known.blocks.take().or(blocks);
    }

    /// Notes what is on its way out: it carries no packets, and routes to it lead nowhere.
    pub(super) fn is_gone(&mut self, id: &Id, state: Option<&str>) -> bool {
        let gone = matches!(
            state.map(str::to_ascii_lowercase).as_deref(),
            Some(
                "deleting"
                    | "deleted"
                    | "failed"
                    | "failing"
                    | "rejected"
                    | "rejecting"
                    | "expired"
            )
        );
        if gone {
            self.network.gone.insert(id.clone());
        }
        gone
    }
}

fn attached<C: FromIterator<Id>>(value: &Value, key: &str) -> C {
    let attachments = list(value, key).iter();
    let current =
        attachments.filter(|item| !matches!(text(item, "State"), Some("detaching" | "detached")));
    current.filter_map(|item| id(item, "VpcId")).collect()
}
