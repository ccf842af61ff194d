//! Load balancers, listeners and target groups.

use std::collections::BTreeSet;

use super::host::last;
use super::interface::Plan;
use super::{Reader, Resource};
use crate::describe::{forwards, protocols, target_kind};
use crate::json::{id, ids, list, number, tags, text};
use crate::model::{
    Id, InterfaceKind, Listener, LoadBalancer, LoadBalancerKind, RegisteredTarget, TargetGroup,
};

impl Reader {
    pub(super) fn load_balancer(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let (kind, interface_kind) = match text(properties, "Type") {
            Some("network") => (
                LoadBalancerKind::Network,
                InterfaceKind::NetworkLoadBalancer,
            ),
            Some("gateway") => (
                LoadBalancerKind::Gateway,
                InterfaceKind::GatewayLoadBalancerEndpoint,
            ),
            _ => (
                LoadBalancerKind::Application,
                InterfaceKind::ApplicationLoadBalancer,
            ),
        };
        // It faces the internet unless it says otherwise.
        // Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-loadbalancer.html>.
        let is_public = Some(text(properties, "Scheme") != Some("internal"));
        let mapped = list(properties, "SubnetMappings")
            .iter()
            .filter_map(|one| id(one, "SubnetId"));
        let subnets: Vec<Id> = ids::<Vec<Id>>(properties, "Subnets")
            .into_iter()
            .chain(mapped)
            .collect();
        let mut interfaces = BTreeSet::new();
        let mut vpc = None;
        for subnet in subnets {
            vpc = vpc.or_else(|| self.network.subnets.get(&subnet).map(|one| one.vpc.clone()));
            let id: Id = format!("{}@{}", resource.id, last(&subnet)).into();
            interfaces.insert(id.clone());
            let plan = Plan::host(
                id,
                subnet,
                ids(properties, "SecurityGroups"),
                tags(properties),
            );
            self.add(Plan {
                kind: interface_kind,
                is_public,
                ..plan
            });
        }
        let attributes = list(properties, "LoadBalancerAttributes").iter();
        let mut crossing =
            attributes.filter(|one| text(one, "Key") == Some("load_balancing.cross_zone.enabled"));
        let said = crossing
            .next()
            .and_then(|one| crate::json::flag(one, "Value"));
        // Off for network load balancers unless said.
        // Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html>.
        let crosses_zones = said.or(Some(kind != LoadBalancerKind::Network));
        let balancer = LoadBalancer {
            id: resource.id.clone(),
            name: text(properties, "Name").unwrap_or_default().to_owned(),
            kind,
            vpc: vpc.unwrap_or_else(|| format!("{}/VpcId", resource.id).into()),
            interfaces,
            listeners: Some(Vec::new()),
            crosses_zones,
            tags: tags(properties),
        };
        self.network
            .load_balancers
            .insert(balancer.id.clone(), balancer);
    }

    pub(super) fn target_group(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let port = |value: &serde_json::Value| {
            number(value, "Port").and_then(|port| u16::try_from(port).ok())
        };
        let targets = list(properties, "Targets").iter();
        let targets = targets.filter_map(|one| {
            Some(RegisteredTarget {
                id: id(one, "Id")?,
                port: port(one),
            })
        });
        let attributes = list(properties, "TargetGroupAttributes").iter();
        let mut preserving =
            attributes.filter(|one| text(one, "Key") == Some("preserve_client_ip.enabled"));
        let group = TargetGroup {
            id: resource.id.clone(),
            name: text(properties, "Name").unwrap_or_default().to_owned(),
            kind: target_kind(text(properties, "TargetType")),
            is_udp: text(properties, "Protocol").is_some_and(|protocol| protocol.contains("UDP")),
            port: port(properties),
            targets: Some(targets.collect()),
            preserves_client: preserving
                .next()
                .and_then(|one| crate::json::flag(one, "Value")),
        };
        self.network.target_groups.insert(group.id.clone(), group);
    }

    pub(super) fn listener(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let port = number(properties, "Port").and_then(|port| u16::try_from(port).ok());
        let (Some(of), Some(port)) = (id(properties, "LoadBalancerArn"), port) else {
            return;
        };
        let listener = Listener {
            id: resource.id.clone(),
            protocols: protocols(text(properties, "Protocol").unwrap_or("TCP")),
            port,
            target_groups: list(properties, "DefaultActions")
                .iter()
                .flat_map(forwards)
                .collect(),
            knows_rules: true,
        };
        if let Some(balancer) = self.network.load_balancers.get_mut(&of) {
            balancer.listeners.get_or_insert_default().push(listener);
        }
    }

    pub(super) fn listener_rule(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let Some(of) = id(properties, "ListenerArn") else {
            return;
        };
        let groups: Vec<Id> = list(properties, "Actions")
            .iter()
            .flat_map(forwards)
            .collect();
        let balancers = self.network.load_balancers.values_mut();
        let mut listeners = balancers.flat_map(|one| one.listeners.iter_mut().flatten());
        if let Some(listener) = listeners.find(|listener| listener.id == of) {
            listener.target_groups.extend(groups);
        }
    }

    /// The instances of an Auto Scaling group are targets of the groups it names.
    pub(super) fn auto_scaling_targets(&mut self, resource: &Resource) {
        for group in ids::<Vec<Id>>(&resource.properties, "TargetGroupARNs") {
            if let Some(group) = self.network.target_groups.get_mut(&group) {
                let target = RegisteredTarget {
                    id: resource.id.clone(),
                    port: None,
                };
                group.targets.get_or_insert_default().push(target);
            }
        }
    }
}
