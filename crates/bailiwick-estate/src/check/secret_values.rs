//! Values that only their place makes secret: environment variables with the name of a
//! secret, and parameters that say of themselves that they are one.
//!
//! It looks at the tree, so that a value is hidden even where its record cannot be read.
//! An alias repeats a value that stands elsewhere, so that its text is hidden there too.

use std::collections::BTreeSet;

use super::secrets::is_placeholder;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Root;
use crate::lower::Section;
use crate::model::Workload;
use crate::source::{Sources, Span};
use crate::yaml::{Entry, Kind, Node};

/// How the names of variables end that hold a secret, in capitals. One that goes on, such
/// as `TOKEN_URL`, `PASSWORD_FILE` or `SECRET_NAME`, speaks about a secret and holds none.
const ENDINGS: [&str; 14] = [
    "PASSWORD",
    "PASSWD",
    "_PWD",
    "PASSPHRASE",
    "SECRET",
    "TOKEN",
    "CREDENTIAL",
    "CREDENTIALS",
    "API_KEY",
    "APIKEY",
    "PRIVATE_KEY",
    "ACCESS_KEY",
    "SECRET_KEY",
    "SECRET_KEY_BASE",
];

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
                if let Some(text) = literal(&variable.value).filter(|_| is_secret(&variable.key)) {
                    found.push((variable, text));
                }
            }
        }
        for parameter in members(&workload.value, "parameters") {
            let says_so = member(&parameter.value, "secret").and_then(|one| scalar(&one.value));
            let value = member(&parameter.value, "value");
            if let (Some("true"), Some(value)) = (says_so, value) {
                found.extend(literal(&value.value).map(|text| (value, text)));
            }
        }
    }
    let overlaps = |span: Span| {
        let meets = |one: &&Span| one.start < span.end && span.start < one.end;
        known
            .iter()
            .any(|one| one.source == span.source && meets(&one))
    };
    let mut spans = Vec::new();
    let mut aliased = BTreeSet::new();
    for (entry, text) in found {
        let span = entry.value.span;
        if overlaps(span) {
            continue;
        }
        spans.push(span);
        let line = text.lines().next().unwrap_or_default().trim();
        if !sources.slice(span).contains(line) {
            aliased.insert(line);
        }
        diagnostics.push(complaint(entry));
    }
    for line in aliased {
        spans.extend(places(sources, line));
    }
    spans
}

fn complaint(entry: &Entry) -> Diagnostic {
    let (message, help) = if entry.key == "value" {
        (
            "the value of a secret parameter stands here in clear".to_owned(),
            "take `value` away",
        )
    } else {
        (
            format!("the value of `{}` stands here in clear", entry.key),
            "declare it in the workload's `secrets` and name that in the container's `secrets`",
        )
    };
    Diagnostic::error(Code::SECRET_IN_CLEAR, entry.value.span, message).help(format!(
        "{help}, and replace it now, since whoever read this file has it"
    ))
}

fn is_secret(variable: &str) -> bool {
    let name = variable.to_ascii_uppercase().replace('-', "_");
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A value that is a secret itself: neither a switch, nor where the secret is kept.
fn literal(value: &Node) -> Option<&str> {
    let text = scalar(value)?;
    let is_switch = matches!(
        text.to_ascii_lowercase().as_str(),
        "" | "true" | "false" | "yes" | "no" | "on" | "off" | "0" | "1"
    );
    let is_place = text.starts_with("arn:") || text.starts_with('/');
    (!is_switch && !is_place && !is_placeholder(text)).then_some(text)
}

/// Where a text stands in any file.
fn places<'s>(sources: &'s Sources, text: &'s str) -> impl Iterator<Item = Span> {
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    sources.iter().flat_map(move |(source, file)| {
        let matches = file.text.match_indices(text);
        matches.map(move |(start, found)| Span {
            source,
            start: offset(start),
            end: offset(start + found.len()),
        })
    })
}

fn members<'n>(node: &'n Node, key: &str) -> &'n [Entry] {
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

fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}
