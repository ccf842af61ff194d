//! Gateways, peerings and VPN connections.

use std::collections::BTreeSet;

use super::{Reader, Resource};
use crate::json::{address, block, flag, id, text};
use crate::model::{
    Address, EgressOnlyGateway, Id, InternetGateway, NatGateway, Peering, PeeringSide, Public,
    VpnConnection, VpnGateway,
};

impl Reader {
    pub(super) fn internet_gateway(&mut self, resource: &Resource) {
        let gateway = InternetGateway {
            id: resource.id.clone(),
            vpcs: BTreeSet::new(),
        };
        self.network
            .internet_gateways
            .insert(gateway.id.clone(), gateway);
    }

    pub(super) fn vpn_gateway(&mut self, resource: &Resource) {
        let gateway = VpnGateway {
            id: resource.id.clone(),
            vpcs: BTreeSet::new(),
        };
        self.network
            .vpn_gateways
            .insert(gateway.id.clone(), gateway);
    }

    pub(super) fn gateway_attachment(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let Some(vpc) = id(properties, "VpcId") else {
            return;
        };
        let internet = id(properties, "InternetGatewayId");
        if let Some(gateway) = internet.and_then(|id| self.network.internet_gateways.get_mut(&id)) {
            gateway.vpcs.insert(vpc.clone());
        }
        let vpn = id(properties, "VpnGatewayId");
        if let Some(gateway) = vpn.and_then(|id| self.network.vpn_gateways.get_mut(&id)) {
            gateway.vpcs.insert(vpc);
        }
    }

    pub(super) fn egress_only_gateway(&mut self, resource: &Resource) {
        let vpcs = id(&resource.properties, "VpcId").into_iter().collect();
        let gateway = EgressOnlyGateway {
            id: resource.id.clone(),
            vpcs,
        };
        self.network
            .egress_only_gateways
            .insert(gateway.id.clone(), gateway);
    }

    pub(super) fn nat_gateway(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let subnet = id(properties, "SubnetId");
        let known = subnet
            .as_ref()
            .and_then(|subnet| self.network.subnets.get(subnet));
        let Some(vpc) = known
            .map(|subnet| subnet.vpc.clone())
            .or_else(|| id(properties, "VpcId"))
        else {
            return;
        };
        let is_public = text(properties, "ConnectivityType") != Some("private");
        let mut addresses: Vec<Address> = address(properties, "PrivateIpAddress")
            .map(Address::private)
            .into_iter()
            .collect();
        if addresses.is_empty()
            && let Some(subnet) = &subnet
        {
            addresses.extend(self.pick(subnet, crate::packet::Family::V4));
        }
        for address in &mut addresses {
            address.public = is_public.then_some(Public::Later);
        }
        let gateway = NatGateway {
            id: resource.id.clone(),
            vpc,
            subnet,
            addresses,
        };
        self.network
            .nat_gateways
            .insert(gateway.id.clone(), gateway);
    }

    /// A peering within the templates is taken as accepted.
    pub(super) fn peering(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let (Some(here), Some(there)) = (id(properties, "VpcId"), id(properties, "PeerVpcId"))
        else {
            return;
        };
        let side = |vpc: Id, region: Option<String>| {
            let blocks = self
                .network
                .vpcs
                .get(&vpc)
                .map_or_else(Vec::new, |vpc| vpc.blocks.clone());
            PeeringSide {
                vpc,
                region,
                blocks,
            }
        };
        // A region is said only for a peer in another one.
        let region = text(properties, "PeerRegion").map(str::to_owned);
        let peering = Peering {
            id: resource.id.clone(),
            sides: [side(here, None), side(there, region)],
        };
        self.network.peerings.insert(peering.id.clone(), peering);
    }

    pub(super) fn vpn_connection(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let connection = VpnConnection {
            id: resource.id.clone(),
            gateway: id(properties, "VpnGatewayId").or_else(|| id(properties, "TransitGatewayId")),
            is_static: flag(properties, "StaticRoutesOnly").unwrap_or(false),
            routes: Vec::new(),
        };
        self.network
            .vpn_connections
            .insert(connection.id.clone(), connection);
    }

    pub(super) fn vpn_connection_route(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let connection = id(properties, "VpnConnectionId");
        let connection = connection.and_then(|id| self.network.vpn_connections.get_mut(&id));
        if let (Some(connection), Some(block)) =
            (connection, block(properties, "DestinationCidrBlock"))
        {
            connection.routes.push(block);
        }
    }
}
