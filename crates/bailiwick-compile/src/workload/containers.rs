//! The containers of a task: what the compose file says, refined by the estate.
//!
//! The compose file says what runs; a container's record in the estate adds what a laptop
//! does not need, and repeats nothing differently.

mod agree;
mod environment;
mod image;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::{Declared, alternatives, nearest};
use bailiwick_estate::model::{Container as Record, Workload};

use super::compose::{Compose, Port, Service, State};

pub(crate) use environment::SecretKey;
pub(crate) use image::{Image, split};

/// A container of the task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Container {
    /// What the compose file says.
    pub(crate) service: Service,
    /// Its image.
    pub(crate) image: Image,
    /// Whether the others stop when it stops.
    pub(crate) essential: bool,
    /// Its share of the processor, in units of 1/1024.
    pub(crate) processor: Option<u32>,
    /// The bytes of memory it may use.
    pub(crate) memory: Option<u64>,
    /// Environment variables with plain values, by name.
    pub(crate) environment: Vec<(String, String)>,
    /// Environment variables whose values are secrets, by name.
    pub(crate) secrets: Vec<(String, SecretKey)>,
    /// The ports that the machine publishes.
    pub(crate) published: Vec<Port>,
    /// The containers whose names it knows.
    pub(crate) links: Vec<String>,
    /// What it does, in the estate's words.
    pub(crate) description: Option<String>,
}

/// The containers of a workload, in the order of the compose file.
pub(super) fn merge(
    workload: &Declared<Workload>,
    compose: &Compose,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Container> {
    for record in workload.containers.iter() {
        if compose.service(record.name.as_str()).is_none() {
            let names = compose.services.iter().map(|service| service.name.as_str());
            let help = match nearest(record.name.as_str(), names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use {}", alternatives(names)),
            };
            let message = format!("the compose file has no service called `{}`", record.name);
            let code = Code::NOT_IN_COMPOSE;
            diagnostics.push(Diagnostic::error(code, record.span, message).help(help));
        }
    }
    compose
        .services
        .iter()
        .filter_map(|service| {
            let record = workload.containers.get(&service.name);
            merge_one(workload, compose, service, record, diagnostics)
        })
        .collect()
}

fn merge_one(
    workload: &Declared<Workload>,
    compose: &Compose,
    service: &Service,
    record: Option<&Declared<Record>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Container> {
    if let Some(record) = record {
        agree::check(workload, service, record, diagnostics);
    }
    let image = image::of(workload, service, diagnostics)?;
    let (environment, secrets) = environment::of(workload, service, record, diagnostics);
    // One that others wait to see completed may end; were it essential, the task would.
    let may_end = compose.services.iter().any(|other| {
        let waits = other.depends_on.iter();
        waits
            .filter(|dependency| dependency.on == service.name)
            .any(|dependency| dependency.state == State::Completed)
    });
    let wanted = record.map(|record| &*record.published);
    let wanted = wanted.filter(|published| !published.is_empty());
    let published = service.ports.iter().filter(|port| {
        port.host.is_some_and(|host| {
            wanted.is_none_or(|wanted| wanted.iter().any(|p| (p.first..=p.last).contains(&host)))
        })
    });
    let links = compose.waits_for(&service.name);
    Some(Container {
        image,
        essential: record
            .and_then(|record| record.essential)
            .unwrap_or(!may_end),
        processor: record
            .and_then(|record| record.cpu.map(|cpu| cpu.0))
            .or_else(|| service.processor.as_ref().map(|units| units.value)),
        memory: record
            .and_then(|record| record.memory.map(|memory| memory.bytes()))
            .or_else(|| service.memory.as_ref().map(|bytes| bytes.value)),
        environment,
        secrets,
        published: published.copied().collect(),
        links: links.into_iter().map(str::to_owned).collect(),
        description: record.and_then(|record| Some(record.description.as_ref()?.to_string())),
        service: service.clone(),
    })
}
