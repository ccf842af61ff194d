//! Diagnostics as SARIF 2.1.0, which code review tools read.
//!
//! Source: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS.

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::source::Span;
use serde_json::{Value, json};

use super::json::severity;
use crate::pages::{self, Page};
use crate::report::Report;

/// All diagnostics as a log with one run.
#[must_use]
pub fn render(report: &Report<'_>) -> Value {
    render_with(report, Vec::new(), Vec::new())
}

/// The same with results of other kinds, and the rules that they name.
#[must_use]
pub fn render_with(report: &Report<'_>, rules: Vec<Value>, results: Vec<Value>) -> Value {
    let diagnostics = report.diagnostics.iter().map(|one| result(report, one));
    let results: Vec<Value> = diagnostics.chain(results).collect();
    let rules: Vec<Value> = pages::all().iter().map(rule).chain(rules).collect();
    let artifacts: Vec<Value> = report
        .sources
        .iter()
        .map(|(source, _)| json!({ "location": { "uri": uri(&report.path(source)) } }))
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

fn rule(page: &Page) -> Value {
    json!({
        "id": page.code,
        "shortDescription": { "text": page.title },
        "fullDescription": { "text": first_paragraph(page.text).unwrap_or_else(|| page.title.to_owned()) },
        "help": { "text": page.text, "markdown": page.text },
    })
}

/// The page's first paragraph under its heading, on one line.
fn first_paragraph(page: &str) -> Option<String> {
    let body = page.split_once('\n')?.1.trim_start();
    let paragraph: Vec<&str> = body.lines().take_while(|line| !line.is_empty()).collect();
    (!paragraph.is_empty()).then(|| paragraph.join(" "))
}

fn result(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| location(report, related.span, Some(&related.message)))
        .collect();
    let code = diagnostic.code.to_string();
    json!({
        "ruleIndex": pages::all().iter().position(|page| page.code == code),
        "ruleId": code,
        "level": severity(diagnostic.severity),
        "message": { "text": message },
        "locations": [location(report, diagnostic.span, diagnostic.label.as_deref())],
        "relatedLocations": related,
    })
}

pub(super) fn location(report: &Report<'_>, span: Span, message: Option<&str>) -> Value {
    let start = report.sources.position(span);
    let end = report.sources.end_position(span);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {
                "uri": uri(&report.path(span.source)),
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
