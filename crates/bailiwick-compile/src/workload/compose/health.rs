//! Health checks.
//!
//! Source: "healthcheck", Compose file reference, Docker documentation; "HealthCheck",
//! Amazon ECS API Reference, for the bounds.

use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Kind, Node};

use super::amounts::seconds;
use super::reader::Reader;

/// How it is found out whether a container is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HealthCheck {
    /// The command, its first word `CMD` or `CMD-SHELL`.
    pub(crate) command: Vec<String>,
    /// Seconds between two checks: 5 to 300.
    pub(crate) interval: u64,
    /// Seconds that one may take: 2 to 60.
    pub(crate) timeout: u64,
    /// Failures in a row that count: 1 to 10.
    pub(crate) retries: u64,
    /// Seconds in the beginning when failures do not count: 0 to 300.
    pub(crate) start_period: u64,
}

/// Reads a health check; none when it is switched off.
pub(super) fn read(node: &Node, reader: &mut Reader<'_>) -> Option<HealthCheck> {
    let mut check = HealthCheck {
        command: Vec::new(),
        interval: 30,
        timeout: 30,
        retries: 3,
        start_period: 0,
    };
    let mut disabled = false;
    for entry in reader.entries(node, "a health check")? {
        let value = &entry.value;
        // What is wrong was reported; the default stands in, so that the rest is read.
        match entry.key.as_str() {
            "test" => check.command = test(value, reader).unwrap_or_default(),
            "disable" => disabled = reader.boolean(value).unwrap_or_default(),
            "interval" => check.interval = time(value, 5..=300, reader).unwrap_or(30),
            "timeout" => check.timeout = time(value, 2..=60, reader).unwrap_or(30),
            "start_period" => check.start_period = time(value, 0..=300, reader).unwrap_or(0),
            "retries" => check.retries = count(value, 1..=10, reader).unwrap_or(3),
            key => reader.not_on_ecs(
                entry.key_span,
                format!("ECS does not know `{key}` of a health check"),
                "leave it out",
            ),
        }
    }
    let tested = !disabled && !check.command.is_empty();
    tested.then_some(check)
}

fn count(
    node: &Node,
    bounds: std::ops::RangeInclusive<u64>,
    reader: &mut Reader<'_>,
) -> Option<u64> {
    let text = reader.text(node, "a number")?;
    let number = text.value.parse().ok();
    within(number, bounds, &text.value, text.span, reader)
}

/// `["CMD", "curl", …]`, `["NONE"]`, or a line for the shell.
fn test(node: &Node, reader: &mut Reader<'_>) -> Option<Vec<String>> {
    if let Kind::Sequence(_) = node.kind {
        let words = reader.words(node, "a word")?;
        return match words.value.first().map(String::as_str) {
            Some("CMD" | "CMD-SHELL") => Some(words.value),
            Some("NONE") => Some(Vec::new()),
            _ => {
                let message = "the first word of a health check says how it runs".to_owned();
                reader.shape(node.span, message, "start it with `CMD` or `CMD-SHELL`");
                None
            }
        };
    }
    let line = reader.text(node, "a command")?;
    Some(vec!["CMD-SHELL".to_owned(), line.value])
}

fn time(
    node: &Node,
    bounds: std::ops::RangeInclusive<u64>,
    reader: &mut Reader<'_>,
) -> Option<u64> {
    let text = reader.text(node, "a length of time")?;
    within(seconds(&text.value), bounds, &text.value, text.span, reader)
}

fn within(
    number: Option<u64>,
    bounds: std::ops::RangeInclusive<u64>,
    written: &str,
    span: Span,
    reader: &mut Reader<'_>,
) -> Option<u64> {
    let help = format!("ECS takes {} to {}", bounds.start(), bounds.end());
    match number {
        Some(number) if bounds.contains(&number) => Some(number),
        Some(_) => {
            let message = format!("`{written}` is out of the bounds of a health check");
            reader.not_on_ecs(span, message, &help);
            None
        }
        None => {
            reader.shape(span, format!("`{written}` is not an amount"), &help);
            None
        }
    }
}
