//! Volumes: those a compose file declares, and where services mount them.
//!
//! Source: "volumes" of services and the top level, Compose file reference, Docker
//! documentation.

use bailiwick_estate::lower::Spanned;
use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Kind, Node};

use super::reader::Reader;

/// A named volume in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mount {
    /// The volume's name.
    pub(crate) volume: String,
    /// The path in the container.
    pub(crate) path: String,
    /// Whether the container only reads it.
    pub(crate) read_only: bool,
    /// Where it was written.
    pub(crate) span: Span,
}

/// The volumes of the top level.
pub(super) fn declared(node: &Node, reader: &mut Reader<'_>) -> Vec<Spanned<String>> {
    let entries = reader.entries(node, "volumes by name").unwrap_or_default();
    let mut volumes = Vec::new();
    for entry in entries {
        for option in reader.entries(&entry.value, "a volume").unwrap_or_default() {
            if !option.key.starts_with("x-") && !matches!(&*option.key, "name" | "labels") {
                reader.not_on_ecs(
                    option.key_span,
                    format!("`{}` of a volume is for a laptop's Docker", option.key),
                    "say in the estate's `storage` how it is stored, and leave this out",
                );
            }
        }
        volumes.push(Spanned {
            value: entry.key.clone(),
            span: entry.key_span,
        });
    }
    volumes
}

/// The mounts of a service.
pub(super) fn mounts(node: &Node, reader: &mut Reader<'_>) -> Vec<Mount> {
    let items = reader.items(node);
    items
        .iter()
        .filter_map(|item| match &item.kind {
            Kind::Mapping(_) => long(item, reader),
            _ => short(item, reader),
        })
        .collect()
}

/// `mysql:/var/lib/mysql`, `statics:/static:ro`.
fn short(node: &Node, reader: &mut Reader<'_>) -> Option<Mount> {
    let text = reader.text(node, "a mount")?;
    let mut parts = text.value.split(':');
    let (volume, path) = (parts.next().unwrap_or_default(), parts.next());
    let Some(path) = path else {
        anonymous(text.span, reader);
        return None;
    };
    let read_only = match parts.next() {
        None | Some("rw") => false,
        Some("ro") => true,
        Some(other) => {
            let message = format!("ECS does not mount with `{other}`");
            reader.not_on_ecs(text.span, message, "write `ro`, `rw` or nothing");
            false
        }
    };
    named(volume, text.span, reader).map(|volume| Mount {
        volume,
        path: path.to_owned(),
        read_only,
        span: text.span,
    })
}

/// `{ type: volume, source: mysql, target: /var/lib/mysql }`.
fn long(node: &Node, reader: &mut Reader<'_>) -> Option<Mount> {
    let (mut source, mut path, mut read_only) = (None, None, false);
    for entry in reader.entries(node, "a mount")? {
        let key = entry.key.as_str();
        if key == "read_only" {
            read_only = reader.boolean(&entry.value)?;
            continue;
        }
        let text = reader.text(&entry.value, "a value")?;
        match (key, text.value.as_str()) {
            ("type", "volume") => {}
            ("source", _) => source = Some(text),
            ("target", _) => path = Some(text.value),
            ("type", "bind") => {
                bind(text.span, "bind", reader);
                return None;
            }
            _ => {
                let message = format!("ECS does not know this `{key}` of a mount");
                reader.not_on_ecs(
                    entry.key_span,
                    message,
                    "leave it out, or use a named volume",
                );
                return None;
            }
        }
    }
    let Some(path) = path else {
        let message = "this mount has no `target`".to_owned();
        reader.shape(node.span, message, "say where in the container it goes");
        return None;
    };
    let Some(source) = source else {
        anonymous(node.span, reader);
        return None;
    };
    named(&source.value, source.span, reader).map(|volume| Mount {
        volume,
        path,
        read_only,
        span: node.span,
    })
}

fn named(volume: &str, span: Span, reader: &mut Reader<'_>) -> Option<String> {
    if volume.starts_with(['.', '/', '~']) {
        bind(span, volume, reader);
        return None;
    }
    Some(volume.to_owned())
}

fn bind(span: Span, written: &str, reader: &mut Reader<'_>) {
    reader.not_on_ecs(
        span,
        format!("`{written}` mounts a folder of the laptop, which no machine of ECS has"),
        "use a named volume, and say in the estate's `storage` where it is kept; or copy the files into the image",
    );
}

fn anonymous(span: Span, reader: &mut Reader<'_>) {
    reader.not_on_ecs(
        span,
        "a volume without a name is lost with its container".to_owned(),
        "give it a name: `name:/path`",
    );
}
