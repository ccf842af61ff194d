//! Which service waits for which.
//!
//! Source: "depends_on", Compose file reference, Docker documentation; "ContainerDependency",
//! Amazon ECS API Reference.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::{alternatives, nearest};
use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Kind, Node};

use super::Compose;
use super::reader::Reader;

/// A service that another waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// The service that is waited for.
    pub(crate) on: String,
    /// What it must have reached.
    pub(crate) state: State,
    /// Where it was written.
    pub(crate) span: Span,
}

/// What a service must have reached before another starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It runs.
    Started,
    /// Its health check says that it is well.
    Healthy,
    /// It has ended without an error.
    Completed,
}

impl State {
    /// As ECS writes it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Started => "START",
            Self::Healthy => "HEALTHY",
            Self::Completed => "SUCCESS",
        }
    }
}

/// The dependencies of a service, as a list of names or a mapping with conditions.
pub(super) fn read(node: &Node, reader: &mut Reader<'_>) -> Vec<Dependency> {
    let mut dependencies = Vec::new();
    let Kind::Mapping(entries) = &node.kind else {
        for item in reader.items(node) {
            if let Some(on) = reader.text(item, "the name of a service") {
                dependencies.push(Dependency {
                    on: on.value,
                    state: State::Started,
                    span: on.span,
                });
            }
        }
        return dependencies;
    };
    for entry in entries {
        let mut state = State::Started;
        for option in reader
            .entries(&entry.value, "a condition")
            .unwrap_or_default()
        {
            let Some(text) = reader.text(&option.value, "a value") else {
                continue;
            };
            match (option.key.as_str(), text.value.as_str()) {
                ("condition", "service_started") => state = State::Started,
                ("condition", "service_healthy") => state = State::Healthy,
                ("condition", "service_completed_successfully") => state = State::Completed,
                ("required", "true") | ("restart", "false") => {}
                ("condition", other) => reader.shape(
                    text.span,
                    format!("`{other}` is not a condition"),
                    "write `service_started`, `service_healthy` or `service_completed_successfully`",
                ),
                (key, _) => reader.not_on_ecs(
                    option.key_span,
                    format!("ECS does not know `{key}` of a dependency"),
                    "leave it out: a task starts and stops as a whole",
                ),
            }
        }
        dependencies.push(Dependency {
            on: entry.key.clone(),
            state,
            span: entry.key_span,
        });
    }
    dependencies
}

/// Every dependency names a service, one that is waited for in health has a health check,
/// and no service waits for itself.
pub(super) fn check(compose: &Compose, diagnostics: &mut Vec<Diagnostic>) {
    for service in &compose.services {
        for dependency in &service.depends_on {
            let Some(target) = compose.service(&dependency.on) else {
                let names = compose.services.iter().map(|other| other.name.as_str());
                let help = match nearest(&dependency.on, names.clone()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("use {}", alternatives(names)),
                };
                let message = format!("no service is called `{}`", dependency.on);
                let code = Code::COMPOSE_SHAPE;
                diagnostics.push(Diagnostic::error(code, dependency.span, message).help(help));
                continue;
            };
            if dependency.state == State::Healthy && target.health_check.is_none() {
                diagnostics.push(
                    Diagnostic::error(
                        Code::NOT_ON_ECS,
                        dependency.span,
                        format!("`{}` has no health check to wait for", target.name),
                    )
                    .related(target.span, "this service")
                    .help("write its `healthcheck` here: ECS does not read the one of an image"),
                );
            }
            if compose
                .waits_for(&target.name)
                .contains(&service.name.as_str())
            {
                let message = format!("`{}` waits for itself", service.name);
                diagnostics.push(
                    Diagnostic::error(Code::COMPOSE_SHAPE, dependency.span, message)
                        .help("take one of the dependencies away that make the circle"),
                );
            }
        }
    }
}

impl Compose {
    /// Every service that one waits for, at any distance, sorted by name.
    pub(crate) fn waits_for(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        let mut open: Vec<&str> = vec![name];
        while let Some(next) = open.pop() {
            let service = self.service(next);
            for dependency in service.map(|s| s.depends_on.as_slice()).unwrap_or_default() {
                if !found.contains(&dependency.on.as_str()) {
                    found.push(&dependency.on);
                    open.push(&dependency.on);
                }
            }
        }
        found.sort_unstable();
        found
    }
}
