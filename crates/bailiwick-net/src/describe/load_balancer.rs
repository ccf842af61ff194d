//! Load balancers, listeners, target groups and targets.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Reader;
use crate::json::{id, list, number, tags, text};
use crate::model::{
    Id, Listener, LoadBalancer, LoadBalancerKind, RegisteredTarget, TargetGroup, TargetKind,
};
use crate::packet::Protocol;

impl Reader {
    pub(super) fn load_balancer(&mut self, value: &Value) {
        let (Some(id), Some(vpc)) = (id(value, "LoadBalancerArn"), id(value, "VpcId")) else {
            return;
        };
        let kind = match text(value, "Type") {
            Some("network") => LoadBalancerKind::Network,
            Some("gateway") => LoadBalancerKind::Gateway,
            _ => LoadBalancerKind::Application,
        };
        self.network
            .load_balancers
            .entry(id.clone())
            .or_insert_with(|| LoadBalancer {
                id,
                name: text(value, "LoadBalancerName")
                    .unwrap_or_default()
                    .to_owned(),
                kind,
                vpc,
                interfaces: BTreeSet::new(),
                listeners: None,
                crosses_zones: None,
                tags: tags(value),
            });
    }

    pub(super) fn target_group(&mut self, value: &Value) {
        let Some(id) = id(value, "TargetGroupArn") else {
            return;
        };
        self.network
            .target_groups
            .entry(id.clone())
            .or_insert_with(|| TargetGroup {
                id,
                name: text(value, "TargetGroupName")
                    .unwrap_or_default()
                    .to_owned(),
                kind: target_kind(text(value, "TargetType")),
                is_udp: text(value, "Protocol").is_some_and(|protocol| protocol.contains("UDP")),
                port: port(value, "Port"),
                targets: None,
                preserves_client: None,
            });
    }
}

pub(crate) fn target_kind(written: Option<&str>) -> TargetKind {
    match written {
        Some("ip") => TargetKind::Address,
        Some("alb") => TargetKind::LoadBalancer,
        Some("lambda") => TargetKind::Function,
        _ => TargetKind::Instance,
    }
}

/// A listener of `describe-listeners`.
pub(super) fn listener(value: &Value) -> Option<Listener> {
    let port = port(value, "Port")?;
    Some(Listener {
        id: id(value, "ListenerArn").unwrap_or_else(|| Id::from(port.to_string())),
        protocols: protocols(text(value, "Protocol").unwrap_or("TCP")),
        port,
        target_groups: list(value, "DefaultActions")
            .iter()
            .flat_map(forwards)
            .collect(),
        knows_rules: false,
    })
}

/// TLS, HTTP and HTTPS come over TCP.
pub(crate) fn protocols(written: &str) -> Vec<Protocol> {
    match written {
        "UDP" | "QUIC" => vec![Protocol::UDP],
        "TCP_UDP" | "TCP_QUIC" => vec![Protocol::TCP, Protocol::UDP],
        _ => vec![Protocol::TCP],
    }
}

/// The target groups that an action forwards to.
pub(crate) fn forwards(action: &Value) -> Vec<Id> {
    let weighted = action
        .get("ForwardConfig")
        .map_or(&[][..], |forward| list(forward, "TargetGroups"));
    let weighted = weighted
        .iter()
        .filter_map(|group| id(group, "TargetGroupArn"));
    id(action, "TargetGroupArn")
        .into_iter()
        .chain(weighted)
        .collect()
}

/// The targets of `describe-target-health`, whatever their health: a sick target may get
/// well, and when all are sick, all are used.
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html>.
pub(super) fn targets(values: &[Value]) -> Vec<RegisteredTarget> {
    let targets = values.iter().filter_map(|item| item.get("Target"));
    targets
        .filter_map(|target| {
            Some(RegisteredTarget {
                id: id(target, "Id")?,
                port: port(target, "Port"),
            })
        })
        .collect()
}

fn port(value: &Value, key: &str) -> Option<u16> {
    number(value, key).and_then(|port| u16::try_from(port).ok())
}
