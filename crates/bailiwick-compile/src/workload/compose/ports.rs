//! Ports that a service publishes, and those it only listens on.
//!
//! Source: "ports" and "expose", Compose file reference, Docker documentation.

use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Kind, Node};

use super::reader::Reader;

/// A port of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Port {
    /// The port of the machine that leads there; none when only containers reach it.
    pub(crate) host: Option<u16>,
    /// The port of the container.
    pub(crate) container: u16,
    /// How it is spoken.
    pub(crate) transport: Transport,
    /// Where it was written.
    pub(crate) span: Span,
}

/// TCP or UDP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transport {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

impl Transport {
    /// As Compose and ECS write it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

const HELP: &str = "write the machine's port and the container's: `\"80:8000\"`";

/// The ports under `ports`.
pub(super) fn published(node: &Node, reader: &mut Reader<'_>) -> Vec<Port> {
    let items = reader.items(node);
    items
        .iter()
        .filter_map(|item| match &item.kind {
            Kind::Mapping(_) => long(item, reader),
            _ => short(item, reader),
        })
        .collect()
}

/// The ports under `expose`.
pub(super) fn exposed(node: &Node, reader: &mut Reader<'_>) -> Vec<Port> {
    let items = reader.items(node);
    let read = |item: &Node| {
        let text = reader.text(item, "a port")?;
        let (number, transport) = with_transport(&text.value)?;
        match number.parse() {
            Ok(container) => Some(Port {
                host: None,
                container,
                transport,
                span: text.span,
            }),
            Err(_) => {
                let message = format!("`{}` is not one port", text.value);
                reader.shape(text.span, message, "write one port to a line: `\"3306\"`");
                None
            }
        }
    };
    items.iter().filter_map(read).collect()
}

/// `80:8000`, `443:443/tcp`.
fn short(node: &Node, reader: &mut Reader<'_>) -> Option<Port> {
    let text = reader.text(node, "a port")?;
    let whole = text.value.as_str();
    let parsed = with_transport(whole).and_then(|(numbers, transport)| {
        let mut parts: Vec<&str> = numbers.split(':').collect();
        let container = parts.pop()?.parse().ok()?;
        let host = parts.pop().map(str::parse).transpose().ok()?;
        Some((parts, host, container, transport))
    });
    let Some((address, host, container, transport)) = parsed else {
        let message = format!("`{whole}` is not a port that can be published");
        let help = match whole.contains('-') {
            true => "write a line for each port, and no range",
            false => HELP,
        };
        reader.shape(text.span, message, help);
        return None;
    };
    if !address.is_empty() {
        let message = format!("`{whole}` is for one address of the machine");
        let help = "ECS publishes a port on every address; leave the address out, and let the security group decide who reaches it";
        reader.not_on_ecs(text.span, message, help);
        return None;
    }
    let Some(host) = host else {
        return random(text.span, container, reader);
    };
    Some(Port {
        host: Some(host),
        container,
        transport,
        span: text.span,
    })
}

/// `{ target: 8000, published: "80", protocol: tcp }`.
fn long(node: &Node, reader: &mut Reader<'_>) -> Option<Port> {
    let (mut container, mut host, mut transport) = (None, None, Transport::Tcp);
    for entry in reader.entries(node, "a port")? {
        let text = reader.text(&entry.value, "a value")?;
        match (entry.key.as_str(), text.value.as_str()) {
            ("target", number) => container = number.parse::<u16>().ok(),
            ("published", number) => host = number.parse::<u16>().ok(),
            ("protocol", "tcp") => transport = Transport::Tcp,
            ("protocol", "udp") => transport = Transport::Udp,
            ("name" | "app_protocol", _) | ("mode", "host" | "ingress") => {}
            (key, _) => {
                let message = format!("ECS does not know `{key}` of a port");
                reader.not_on_ecs(entry.key_span, message, "leave it out");
            }
        }
    }
    match (container, host) {
        (Some(container), Some(host)) => Some(Port {
            host: Some(host),
            container,
            transport,
            span: node.span,
        }),
        (Some(container), None) => random(node.span, container, reader),
        (None, _) => {
            let message = "this port has no `target`".to_owned();
            reader.shape(node.span, message, HELP);
            None
        }
    }
}

/// Docker would choose a port of the machine: nobody could find the service, and no
/// security group could let anybody in.
fn random(span: Span, container: u16, reader: &mut Reader<'_>) -> Option<Port> {
    let message = format!("no port of the machine leads to `{container}`");
    reader.not_on_ecs(
        span,
        message,
        "say which, such as `\"80:8000\"`, or write it under `expose` when only other containers need it",
    );
    None
}

fn with_transport(text: &str) -> Option<(&str, Transport)> {
    match text.split_once('/') {
        None => Some((text, Transport::Tcp)),
        Some((numbers, "tcp")) => Some((numbers, Transport::Tcp)),
        Some((numbers, "udp")) => Some((numbers, Transport::Udp)),
        Some(_) => None,
    }
}
