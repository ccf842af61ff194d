//! Diagnostics as JSON.
//!
//! The shape is stable: fields may be added, none is renamed or taken away.
//!
//! ```json
//! {
//!   "estate": "acme",
//!   "diagnostics": [{
//!     "code": "BW0301",
//!     "severity": "error",
//!     "message": "no team is called `shp`",
//!     "label": null,
//!     "help": "did you mean `ship`?",
//!     "file": "acme/accounts.yaml",
//!     "start": { "line": 4, "column": 12, "byte": 61 },
//!     "end": { "line": 4, "column": 15, "byte": 64 },
//!     "related": [{ "message": "`ship` is declared here", "file": …, "start": …, "end": … }]
//!   }],
//!   "errors": 1,
//!   "warnings": 0
//! }
//! ```
//!
//! Lines and columns count from 1, bytes from 0; columns count characters (Unicode code
//! points); `end` is the place after the last character. `estate` is null when no file
//! says the estate's name.

use bailiwick_estate::diagnostic::{Diagnostic, Severity};
use bailiwick_estate::source::{Position, Span};
use bailiwick_estate::yaml::Kind;
use serde_json::{Value, json};

use crate::front::Front;
use crate::report::Report;

/// All diagnostics of an estate.
#[must_use]
pub fn render(front: &Front) -> Value {
    let mut rendered = json!({ "estate": estate_name(front) });
    if let (Value::Object(object), Value::Object(report)) =
        (&mut rendered, of_report(&front.report()))
    {
        object.extend(report);
    }
    rendered
}

/// All diagnostics, of whatever files.
#[must_use]
pub fn of_report(report: &Report<'_>) -> Value {
    let one = |one: &Diagnostic| diagnostic(report, one);
    json!({
        "diagnostics": report.diagnostics.iter().map(one).collect::<Vec<_>>(),
        "errors": report.errors(),
        "warnings": report.warnings(),
    })
}

/// The word for a severity, in JSON as in SARIF.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn estate_name(front: &Front) -> Option<&str> {
    match &front.tree.single_entry("estate")?.value.kind {
        Kind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}

fn diagnostic(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            let (file, start, end) = place(report, related.span);
            json!({ "message": related.message, "file": file, "start": start, "end": end })
        })
        .collect();
    let (file, start, end) = place(report, diagnostic.span);
    json!({
        "code": diagnostic.code.to_string(),
        "severity": severity(diagnostic.severity),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "help": diagnostic.help,
        "file": file,
        "start": start,
        "end": end,
        "related": related,
    })
}

fn place(report: &Report<'_>, span: Span) -> (String, Value, Value) {
    let point = |Position { line, column }, byte: u32| json!({ "line": line, "column": column, "byte": byte });
    (
        report.path(span.source),
        point(report.sources.position(span), span.start),
        point(report.sources.end_position(span), span.end),
    )
}
