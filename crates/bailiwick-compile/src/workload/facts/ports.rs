//! The ports of the machine: each leads to one container, and some are not free.
//!
//! Source: "PortMapping", Amazon ECS API Reference
//! (<https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>): which
//! ports of a machine are taken from the start.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;

use crate::workload::compose::{Port, Transport};
use crate::workload::containers::Container;

pub(super) fn check(containers: &[Container], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: Vec<Port> = Vec::new();
    let published = containers.iter().flat_map(|one| &one.published);
    for port in published {
        diagnostics.extend(not_free(*port));
        let same = |other: &&Port| (other.host, other.transport) == (port.host, port.transport);
        match seen.iter().find(same) {
            Some(first) => diagnostics.extend(twice(*first, *port)),
            None => seen.push(*port),
        }
    }
}

/// A port that no task is ever given, so that the service would wait for ever.
fn not_free(port: Port) -> Option<Diagnostic> {
    let host = port.host?;
    let complaint = match (host, port.container) {
        (0, _) | (_, 0) => {
            return Some(
                Diagnostic::error(Code::COMPOSE_SHAPE, port.span, "there is no port 0")
                    .help("write the machine's port and the container's: `\"80:8000\"`"),
            );
        }
        (22, _) => "SSH",
        (2375 | 2376, _) => "Docker",
        (51678..=51680, _) => "the agent of ECS",
        _ => return None,
    };
    // What is taken is taken for TCP.
    (port.transport == Transport::Tcp).then(|| {
        let message = format!("port {host} of the machine belongs to {complaint}");
        Diagnostic::error(Code::NOT_ON_ECS, port.span, message)
            .help("publish the container under another port; ECS never starts a task that asks for this one")
    })
}

/// A port that two containers ask for.
fn twice(first: Port, second: Port) -> Option<Diagnostic> {
    let (host, transport) = (second.host?, second.transport.as_str());
    let message = format!("port {host}/{transport} of the machine is published twice");
    Some(
        Diagnostic::error(Code::COMPOSE_SHAPE, second.span, message)
            .related(first.span, "here as well")
            .help("publish one of them under another port, or write it under `expose` when only other containers need it"),
    )
}
