//! One service of a compose file.

use bailiwick_estate::lower::Spanned;
use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Entry, Node};

use super::build::{self, Build};
use super::dependencies::{self, Dependency};
use super::health::{self, HealthCheck};
use super::interpolation::Worded;
use super::ports::{self, Port};
use super::reader::Reader;
use super::volumes::{self, Mount};
use super::{amounts, unsupported};

/// A service: one container, as far as ECS can run it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// The name, by which other containers find it.
    pub(crate) name: String,
    /// Where the name was written.
    pub(crate) span: Span,
    /// The image; missing only when that was reported.
    pub(crate) image: Option<Worded>,
    /// How a laptop builds the image, if it does.
    pub(crate) build: Option<Build>,
    /// What replaces the image's command.
    pub(crate) command: Option<Spanned<Vec<String>>>,
    /// What replaces the image's entry point.
    pub(crate) entry_point: Option<Vec<String>>,
    /// Environment variables, in the order they are written.
    pub(crate) environment: Vec<Variable>,
    /// Ports: published ones and those that only containers reach.
    pub(crate) ports: Vec<Port>,
    /// Volumes.
    pub(crate) mounts: Vec<Mount>,
    /// What it waits for.
    pub(crate) depends_on: Vec<Dependency>,
    /// How it is found out whether it is well.
    pub(crate) health_check: Option<HealthCheck>,
    /// Its share of the processor, in units of 1/1024.
    pub(crate) processor: Option<Spanned<u32>>,
    /// The bytes of memory it may use.
    pub(crate) memory: Option<Spanned<u64>>,
    /// The bytes of memory that are kept for it.
    pub(crate) memory_reserved: Option<u64>,
    /// The seconds it is given to end.
    pub(crate) stop_timeout: Option<u64>,
    /// The user that it runs as.
    pub(crate) user: Option<String>,
    /// The folder that it runs in.
    pub(crate) working_folder: Option<String>,
    /// Whether its own file system is read-only.
    pub(crate) read_only: bool,
    /// Whether an init process looks after its children.
    pub(crate) init: bool,
}

/// An environment variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: String,
    /// Its value; none when a laptop takes it from its shell.
    pub(crate) value: Option<Worded>,
    /// Where it was written.
    pub(crate) span: Span,
}

/// Reads a service.
pub(super) fn read(entry: &Entry, reader: &mut Reader<'_>) -> Option<Service> {
    let mut service = Service {
        name: entry.key.clone(),
        span: entry.key_span,
        image: None,
        build: None,
        command: None,
        entry_point: None,
        environment: Vec::new(),
        ports: Vec::new(),
        mounts: Vec::new(),
        depends_on: Vec::new(),
        health_check: None,
        processor: None,
        memory: None,
        memory_reserved: None,
        stop_timeout: None,
        user: None,
        working_folder: None,
        read_only: false,
        init: false,
    };
    let fields = reader.entries(&entry.value, "a service")?;
    for field in fields {
        service.read_field(field, reader);
    }
    let has = |key: &str| fields.iter().any(|field| field.key == key);
    if !has("image") {
        let message = format!("`{}` has no image", service.name);
        let help = match has("build") {
            true => {
                "name what is built as well, such as `image: web:1.0`: ECS runs images and builds none"
            }
            false => "say which image it runs",
        };
        reader.not_on_ecs(service.span, message, help);
    }
    Some(service)
}

impl Service {
    fn read_field(&mut self, field: &Entry, reader: &mut Reader<'_>) {
        let node = &field.value;
        match field.key.as_str() {
            "image" => self.image = reader.worded(node, "an image"),
            "command" => self.command = reader.words(node, "a command"),
            "entrypoint" => {
                self.entry_point = reader.words(node, "a command").map(|words| words.value);
            }
            "environment" => {
                let pairs = reader.pairs(node).into_iter();
                self.environment = pairs
                    .map(|(name, span, value)| Variable { name, value, span })
                    .collect();
            }
            "ports" => self.ports.extend(ports::published(node, reader)),
            "expose" => self.ports.extend(ports::exposed(node, reader)),
            "volumes" => self.mounts = volumes::mounts(node, reader),
            "depends_on" => self.depends_on = dependencies::read(node, reader),
            "healthcheck" => self.health_check = health::read(node, reader),
            "cpus" => {
                self.processor = amount(node, reader, "a number such as `0.5`", |text| {
                    amounts::processor_units(text)
                });
            }
            "mem_limit" => {
                self.memory = amount(node, reader, "bytes such as `512m`", amounts::bytes);
            }
            "mem_reservation" => {
                let bytes = amount(node, reader, "bytes such as `512m`", amounts::bytes);
                self.memory_reserved = bytes.map(|bytes| bytes.value);
            }
            "stop_grace_period" => {
                let time = amount(node, reader, "a time such as `30s`", amounts::seconds);
                self.stop_timeout = time.map(|time| time.value);
            }
            "user" => self.user = reader.text(node, "a user").map(|text| text.value),
            "working_dir" => {
                self.working_folder = reader.text(node, "a path").map(|text| text.value);
            }
            "read_only" => self.read_only = reader.boolean(node).unwrap_or_default(),
            "init" => self.init = reader.boolean(node).unwrap_or_default(),
            // An ECS service starts its task again whenever an essential container ends.
            "restart" => unsupported::restart(node, reader),
            // How the image comes to be; that it has a name is checked above.
            "build" => self.build = Some(build::read(node, reader)),
            "labels" | "pull_policy" => {}
            key if key.starts_with("x-") => {}
            _ => unsupported::report_field(field, reader),
        }
    }
}

fn amount<T>(
    node: &Node,
    reader: &mut Reader<'_>,
    example: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Spanned<T>> {
    let text = reader.text(node, example)?;
    let Some(value) = read(&text.value) else {
        let message = format!("`{}` is not an amount", text.value);
        reader.shape(text.span, message, &format!("write {example}"));
        return None;
    };
    Some(Spanned {
        value,
        span: text.span,
    })
}
