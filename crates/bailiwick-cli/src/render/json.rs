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

/// All diagnostics.
#[must_use]
pub fn render(front: &Front) -> Value {
    let diagnostics: Vec<Value> = front
        .diagnostics
        .iter()
        .map(|one| diagnostic(front, one))
        .collect();
    json!({
        "estate": estate_name(front),
        "diagnostics": diagnostics,
        "errors": front.errors(),
        "warnings": front.warnings(),
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

fn diagnostic(front: &Front, diagnostic: &Diagnostic) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            let (file, start, end) = place(front, related.span);
            json!({ "message": related.message, "file": file, "start": start, "end": end })
        })
        .collect();
    let (file, start, end) = place(front, diagnostic.span);
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

fn place(front: &Front, span: Span) -> (String, Value, Value) {
    let point = |Position { line, column }, byte: u32| json!({ "line": line, "column": column, "byte": byte });
    (
        front.path(span.source),
        point(front.sources.position(span), span.start),
        point(front.sources.end_position(span), span.end),
    )
}
