//! Values that only their place makes secret: environment variables with the name of a
//! secret, words of commands such as `--password=…`, and parameters that say of themselves
//! that they are one.
//!
//! It looks at the tree, so that a value is hidden even where its record cannot be read.
//! An alias repeats a value that stands elsewhere, so that its text is hidden there too.

use std::collections::BTreeSet;

use super::compose_secrets::in_compose_files;
use super::dockerfile_secrets::in_dockerfiles;
use super::secret_words::{is_literal, is_secret_name, secret_arguments, secret_option};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Root;
use crate::lower::Section;
use crate::model::Workload;
use crate::source::{Sources, Span};
use crate::yaml::{Entry, Kind, Node};

/// A value that is a secret: what stands where, and what to say of it.
pub(super) struct Value {
    /// The node it stands in.
    pub(super) node: Span,
    /// The secret itself, never shown.
    pub(super) text: String,
    /// What is wrong.
    pub(super) message: String,
    /// What to do, besides replacing it.
    pub(super) help: String,
}

/// Complains of such values, except where a secret `known` by its own form lies in them;
/// returns where they stand.
pub(super) fn find_values(
    sources: &Sources,
    tree: &Root,
    known: &[Span],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Span> {
    let mut found = Vec::new();
    for workload in tree.section_entries(Workload::SECTION) {
        for container in members(&workload.value, "containers") {
            for variable in members(&container.value, "environment") {
                let text = scalar(&variable.value).filter(|text| is_literal(text));
                if let Some(text) = text.filter(|_| is_secret_name(&variable.key)) {
                    found.push(value_of(variable, text));
                }
            }
        }
        for section in ["containers", "schedules"] {
            for runs in members(&workload.value, section) {
                if let Some(command) = member(&runs.value, "command") {
                    arguments(&command.value, &mut found);
                }
            }
        }
        for parameter in members(&workload.value, "parameters") {
            let says_so = member(&parameter.value, "secret").and_then(|one| scalar(&one.value));
            let value = member(&parameter.value, "value");
            if let (Some("true"), Some(value)) = (says_so, value) {
                let text = scalar(&value.value).filter(|text| is_literal(text));
                found.extend(text.map(|text| parameter_value(value, text)));
            }
        }
    }
    found.extend(in_compose_files(sources));
    found.extend(in_dockerfiles(sources));
    let overlaps = |span: Span| {
        let meets = |one: &&Span| one.start < span.end && span.start < one.end;
        known
            .iter()
            .any(|one| one.source == span.source && meets(&one))
    };
    let mut spans = Vec::new();
    let mut aliased = BTreeSet::new();
    for value in found {
        let span = place(sources, &value);
        if overlaps(span) {
            continue;
        }
        spans.push(span);
        let line = value.text.lines().next().unwrap_or_default().trim();
        if !sources.slice(span).contains(line) {
            aliased.insert(line.to_owned());
        }
        let help = format!(
            "{}, and replace it now, since whoever read this file has it",
            value.help
        );
        diagnostics.push(Diagnostic::error(Code::SECRET_IN_CLEAR, span, value.message).help(help));
    }
    for line in &aliased {
        spans.extend(places(sources, line));
    }
    spans
}

fn value_of(variable: &Entry, text: &str) -> Value {
    Value {
        node: variable.value.span,
        text: text.to_owned(),
        message: format!("the value of `{}` stands here in clear", variable.key),
        help: "declare it in the workload's `secrets` and name that in the container's `secrets`"
            .to_owned(),
    }
}

fn parameter_value(value: &Entry, text: &str) -> Value {
    Value {
        node: value.value.span,
        text: text.to_owned(),
        message: "the value of a secret parameter stands here in clear".to_owned(),
        help: "take `value` away".to_owned(),
    }
}

/// Secrets in the words of a command, which may be a list of them.
pub(super) fn arguments(node: &Node, found: &mut Vec<Value>) {
    match &node.kind {
        Kind::Scalar(scalar) => {
            let arguments = secret_arguments(&scalar.text);
            found.extend(arguments.map(|(name, text)| argument(node.span, name, text)));
        }
        Kind::Sequence(items) => {
            items.iter().for_each(|item| arguments(item, found));
            let words = || {
                items
                    .iter()
                    .filter_map(|item| Some((scalar(item)?, item.span)))
            };
            for ((name, _), (text, span)) in words().zip(words().skip(1)) {
                let secret = secret_option(name, text);
                found.extend(secret.map(|(name, text)| argument(span, name, text)));
            }
        }
        Kind::Null | Kind::Mapping(_) => {}
    }
}

fn argument(node: Span, name: &str, text: &str) -> Value {
    Value {
        node,
        text: text.to_owned(),
        message: format!("the value of `{name}` stands here in clear"),
        help: "read it from an environment variable that is a secret".to_owned(),
    }
}

/// Where the secret itself stands in its node, when that is certain; the node otherwise.
fn place(sources: &Sources, value: &Value) -> Span {
    let written = sources.slice(value.node);
    let mut matches = written.match_indices(&value.text);
    let (Some((at, text)), None) = (matches.next(), matches.next()) else {
        return value.node;
    };
    // Quotes, or nothing but the secret: the whole node is it.
    if written.len() <= text.len() + 2 {
        return value.node;
    }
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let start = value.node.start + offset(at);
    Span {
        start,
        end: start + offset(text.len()),
        ..value.node
    }
}

/// Where a text stands in any file.
fn places<'s>(sources: &'s Sources, text: &'s str) -> impl Iterator<Item = Span> {
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    sources.all().flat_map(move |(source, file)| {
        let matches = file.text.match_indices(text);
        matches.map(move |(start, found)| Span {
            source,
            start: offset(start),
            end: offset(start + found.len()),
        })
    })
}

pub(super) fn members<'n>(node: &'n Node, key: &str) -> &'n [Entry] {
    match member(node, key).map(|entry| &entry.value.kind) {
        Some(Kind::Mapping(entries)) => entries,
        _ => &[],
    }
}

fn member<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    match &node.kind {
        Kind::Mapping(entries) => entries.iter().find(|entry| entry.key == key),
        _ => None,
    }
}

pub(super) fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}
