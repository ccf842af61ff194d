//! Network interfaces, also as `describe-instances` lists them, and elastic IP addresses.

use std::net::IpAddr;

use serde_json::Value;

use super::Reader;
use crate::json::{address, flag, id, list, tags, text};
use crate::model::{Address, Interface, InterfaceKind, Public};

impl Reader {
    pub(super) fn interface(&mut self, value: &Value) {
        let (Some(id), Some(vpc), Some(subnet)) = (
            id(value, "NetworkInterfaceId"),
            id(value, "VpcId"),
            id(value, "SubnetId"),
        ) else {
            return;
        };
        let instance = value
            .get("Attachment")
            .and_then(|attachment| crate::json::id(attachment, "InstanceId"));
        let groups = list(value, "Groups")
            .iter()
            .filter_map(|group| crate::json::id(group, "GroupId"));
        let description = text(value, "Description").unwrap_or_default().to_owned();
        self.network
            .interfaces
            .entry(id.clone())
            .or_insert_with(|| Interface {
                id,
                vpc,
                subnet,
                instance,
                kind: kind(
                    text(value, "InterfaceType").unwrap_or("interface"),
                    &description,
                ),
                addresses: addresses(value),
                groups: groups.collect(),
                checks_addresses: flag(value, "SourceDestCheck").unwrap_or(true),
                description,
                tags: tags(value),
            });
    }

    /// Instances: their tags, and their interfaces where there is no list of those.
    pub(super) fn reservations(&mut self, value: &Value, reads_interfaces: bool) {
        let reservations = value.as_array().map_or(&[][..], Vec::as_slice);
        for instance in reservations.iter().flat_map(|one| list(one, "Instances")) {
            let Some(instance_id) = id(instance, "InstanceId") else {
                continue;
            };
            self.network
                .instance_tags
                .entry(instance_id.clone())
                .or_insert_with(|| tags(instance));
            if !reads_interfaces {
                continue;
            }
            for interface in list(instance, "NetworkInterfaces") {
                self.interface(interface);
                if let Some(id) = text(interface, "NetworkInterfaceId")
                    && let Some(interface) = self.network.interfaces.get_mut(id)
                {
                    interface.instance = Some(instance_id.clone());
                }
            }
        }
    }

    /// Elastic IP addresses: the interfaces mostly say them too.
    pub(super) fn elastic_addresses(&mut self, value: &Value) {
        for item in value.as_array().map_or(&[][..], Vec::as_slice) {
            let (Some(interface), Some(public)) =
                (text(item, "NetworkInterfaceId"), address(item, "PublicIp"))
            else {
                continue;
            };
            let Some(interface) = self.network.interfaces.get_mut(interface) else {
                continue;
            };
            let private = address(item, "PrivateIpAddress");
            for known in &mut interface.addresses {
                if Some(known.private.addr()) == private {
                    known.public.get_or_insert(Public::Known(public));
                }
            }
        }
    }
}

fn addresses(value: &Value) -> Vec<Address> {
    let public = |item: &Value| {
        let association = item.get("Association")?;
        address(association, "PublicIp").map(Public::Known)
    };
    let mut found: Vec<Address> = Vec::new();
    for item in list(value, "PrivateIpAddresses").iter().chain([value]) {
        let Some(private) = address(item, "PrivateIpAddress") else {
            continue;
        };
        if !found.iter().any(|known| known.private.addr() == private) {
            found.push(Address {
                private: private.into(),
                picked_from: None,
                public: public(item),
            });
        }
    }
    let sixes = list(value, "Ipv6Addresses")
        .iter()
        .filter_map(|item| address(item, "Ipv6Address"));
    found.extend(sixes.map(|six: IpAddr| Address::private(six)));
    // A prefix that is delegated to an interface is all its own: every address of it.
    let prefixes = [
        ("Ipv4Prefixes", "Ipv4Prefix"),
        ("Ipv6Prefixes", "Ipv6Prefix"),
    ];
    for (many, one) in prefixes {
        let blocks = list(value, many)
            .iter()
            .filter_map(|item| crate::json::block(item, one));
        found.extend(blocks.map(|private| Address {
            private,
            picked_from: None,
            public: None,
        }));
    }
    found
}

/// Application and classic load balancers have ordinary interfaces, told by what AWS
/// writes about them: `ELB app/NAME/ID`.
/// Source: <https://cloud5.jp/check-alb-private-ip/>, which quotes AWS re:Post.
fn kind(written: &str, description: &str) -> InterfaceKind {
    match written {
        "nat_gateway" | "natGateway" => InterfaceKind::NatGateway,
        "transit_gateway" => InterfaceKind::TransitGateway,
        "network_load_balancer" => InterfaceKind::NetworkLoadBalancer,
        "load_balancer" => InterfaceKind::ApplicationLoadBalancer,
        "vpc_endpoint" => InterfaceKind::Endpoint,
        "gateway_load_balancer_endpoint" | "gateway_load_balancer" => {
            InterfaceKind::GatewayLoadBalancerEndpoint
        }
        _ if description.starts_with("ELB net/") => InterfaceKind::NetworkLoadBalancer,
        _ if description.starts_with("ELB ") => InterfaceKind::ApplicationLoadBalancer,
        _ => InterfaceKind::Host,
    }
}
