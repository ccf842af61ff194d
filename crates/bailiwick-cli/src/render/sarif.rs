//! Diagnostics and verdicts as SARIF 2.1.0, which code review tools read.
//!
//! Source: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS.

use bailiwick_controls::Judgement;
use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::source::Span;
use serde_json::{Value, json};

use super::json::severity;
use super::verdicts;
use crate::front::Front;

/// All diagnostics and verdicts as a log with one run.
#[must_use]
pub fn render(front: &Front, judgements: &[Judgement<'_>]) -> Value {
    let mut results: Vec<Value> = front
        .diagnostics
        .iter()
        .map(|one| result(front, one))
        .collect();
    results.extend(verdicts::sarif_results(front, judgements));
    let rules: Vec<Value> = Code::all()
        .map(rule)
        .chain(verdicts::sarif_rules(judgements))
        .collect();
    let artifacts: Vec<Value> = front
        .sources
        .iter()
        .map(|(source, _)| json!({ "location": { "uri": uri(&front.path(source)) } }))
        .collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "bailiwick",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    let page = code.page();
    json!({
        "id": code.to_string(),
        "shortDescription": { "text": code.title() },
        "fullDescription": { "text": first_paragraph(page).unwrap_or_else(|| code.title().to_owned()) },
        "help": { "text": page, "markdown": page },
    })
}

/// The page's first paragraph under its heading, on one line.
fn first_paragraph(page: &str) -> Option<String> {
    let body = page.split_once('\n')?.1.trim_start();
    let paragraph: Vec<&str> = body.lines().take_while(|line| !line.is_empty()).collect();
    (!paragraph.is_empty()).then(|| paragraph.join(" "))
}

fn result(front: &Front, diagnostic: &Diagnostic) -> Value {
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| location(front, related.span, Some(&related.message)))
        .collect();
    json!({
        "ruleId": diagnostic.code.to_string(),
        "ruleIndex": Code::all().position(|code| code == diagnostic.code),
        "level": severity(diagnostic.severity),
        "message": { "text": message },
        "locations": [location(front, diagnostic.span, diagnostic.label.as_deref())],
        "relatedLocations": related,
    })
}

pub(super) fn location(front: &Front, span: Span, message: Option<&str>) -> Value {
    let start = front.sources.position(span);
    let end = front.sources.end_position(span);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {
                "uri": uri(&front.path(span.source)),
                "index": span.source.index(),
            },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
                "byteOffset": span.start,
                "byteLength": span.end - span.start,
            },
        },
    });
    if let Some(message) = message {
        location["message"] = json!({ "text": message });
    }
    location
}

/// A path as a URI reference (RFC 3986), absolute paths with their scheme.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
