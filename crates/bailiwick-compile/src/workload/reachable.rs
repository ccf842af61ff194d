//! What the machines publish is what their security groups let in.
//!
//! Source: "vpc-sg-open-only-to-authorized-ports", AWS Config Developer Guide
//! (<https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-open-only-to-authorized-ports.html>),
//! for the ports that need not be open.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::SecurityGroup;
use bailiwick_estate::value::{Ports, Protocol};

use super::compose::{Port, Transport};
use super::facts::Facts;

/// Compares both where the workload says which groups its machines carry; what lets
/// traffic in otherwise is not known here.
pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let containers = facts.containers.iter();
    let published: Vec<&Port> = containers
        .flat_map(|container| &container.published)
        .collect();
    let host = facts.workload.host.as_ref();
    let named = host.map(|host| &*host.security_groups).unwrap_or_default();
    let groups: Vec<&Declared<SecurityGroup>> = named
        .iter()
        .filter_map(|name| facts.network.security_groups.get(name.as_str()))
        .collect();
    let Some(first) = groups.first() else {
        return;
    };
    let rules = || groups.iter().flat_map(|group| group.inbound.iter());
    for port in &published {
        let mut ports = rules().flat_map(|rule| rule.ports.iter());
        if !ports.any(|ports| lets_in(ports.value, port)) {
            let host = port.host.unwrap_or(port.container);
            let message = format!(
                "port {host}/{} is published, and no security group lets anybody in",
                port.transport.as_str()
            );
            diagnostics.push(
                Diagnostic::warning(Code::PORTS_DIFFER, port.span, message)
                    .related(first.span, "a group of the machines")
                    .help("add it to `inbound` of the group, or write it under `expose` when only other containers need it"),
            );
        }
    }
    for ports in rules().flat_map(|rule| rule.ports.iter()) {
        let transport = matches!(ports.value.protocol, Protocol::Tcp | Protocol::Udp);
        if transport && !published.iter().any(|port| lets_in(ports.value, port)) {
            let message = format!("`{}` is let in, and no container publishes it", ports.value);
            diagnostics.push(
                Diagnostic::warning(Code::PORTS_DIFFER, ports.span, message)
                    .related(facts.workload.span, "the workload on these machines")
                    .help("take it away: what nobody answers need not be open"),
            );
        }
    }
}

fn lets_in(ports: Ports, port: &Port) -> bool {
    let host = port.host.unwrap_or(port.container);
    match ports.protocol {
        Protocol::All => true,
        Protocol::Icmp => false,
        Protocol::Tcp => {
            port.transport == Transport::Tcp && (ports.first..=ports.last).contains(&host)
        }
        Protocol::Udp => {
            port.transport == Transport::Udp && (ports.first..=ports.last).contains(&host)
        }
    }
}
