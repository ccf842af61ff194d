//! Compose files: the containers of a workload, as they run on a laptop.
//!
//! Owns: reading the part of the Compose specification that ECS on EC2 can run, and
//! saying of everything else that it cannot. Refuses: to know the estate. Start reading
//! at [`read`], then [`service`]; what ECS does not do is in [`unsupported`].
//!
//! Source: "Compose file reference", Docker documentation; why no crate reads it is in
//! `docs/decisions/0020-compose-files.md`.

mod amounts;
mod build;
mod dependencies;
mod health;
mod interpolation;
mod ports;
mod reader;
mod service;
mod unsupported;
mod volumes;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Spanned;
use bailiwick_estate::source::{Attachment, Span};
use bailiwick_estate::yaml::{self, Kind, LIMITS};

pub(crate) use build::Build;
pub(crate) use dependencies::State;
pub(crate) use ports::{Port, Transport};
pub(crate) use service::Service;
pub(crate) use volumes::Mount;

use reader::Reader;

/// A compose file as far as ECS can run it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compose {
    /// The services, in the order they are written.
    pub(crate) services: Vec<Service>,
    /// The named volumes, each with where it is declared.
    pub(crate) volumes: Vec<Spanned<String>>,
    /// The start of the file, for what it lacks.
    pub(crate) start: Span,
}

impl Compose {
    /// The service of a name.
    pub(crate) fn service(&self, name: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.name == name)
    }
}

/// Reads a compose file. What is wrong is pushed to `diagnostics`; `None` when there is
/// nothing to go on with.
pub(crate) fn read(file: &Attachment, diagnostics: &mut Vec<Diagnostic>) -> Option<Compose> {
    let start = Span {
        source: file.source,
        start: 0,
        end: 0,
    };
    let mut compose = Compose {
        services: Vec::new(),
        volumes: Vec::new(),
        start,
    };
    let before = diagnostics.len();
    let parsed = yaml::parse(file.source, &file.text, LIMITS, &mut 0, diagnostics);
    let root = match parsed {
        Ok(Some(root)) => root,
        // Nothing, or comments alone: it has no service, as is said of `services: {}`.
        Ok(None) => return (diagnostics.len() == before).then_some(compose),
        Err(refusal) => {
            diagnostics.push(
                Diagnostic::error(Code::COMPOSE_SHAPE, start, refusal.to_string())
                    .help("no compose file is written like this; see whether it is one"),
            );
            return None;
        }
    };
    let mut reader = Reader { diagnostics };
    for entry in reader.entries(&root, "the sections of a compose file")? {
        match entry.key.as_str() {
            // What it is called on a laptop, and a version that Compose itself ignores.
            "name" | "version" => {}
            "services" => {
                for entry in reader.entries(&entry.value, "services by name")? {
                    compose.services.extend(service::read(entry, &mut reader));
                }
            }
            "volumes" => compose.volumes = volumes::declared(&entry.value, &mut reader),
            // The network that every service is in anyway.
            "networks" if entry.value.kind == Kind::Null => {}
            key if key.starts_with("x-") => {}
            _ => unsupported::report_section(entry, &mut reader),
        }
    }
    dependencies::check(&compose, reader.diagnostics);
    Some(compose)
}
