//! The report as SARIF 2.1.0, which code review tools read: a rule for each path, a result
//! for each chain, at the principal it begins with.
//!
//! Source: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS.

use bailiwick_iam::escalation::path::Path;
use bailiwick_iam::escalation::paths::paths;
use bailiwick_iam::escalation::{Escalation, Report};
use serde_json::{Value, json};

/// The report as a log with one run; `place` is the file or folder that was read.
pub(super) fn render(report: &Report, place: &str) -> Value {
    let results = report.escalations.iter().map(|one| result(one, place));
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "bailiwick",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": paths().map(rule).collect::<Vec<_>>(),
            } },
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(path: &Path) -> Value {
    json!({
        "id": path.id,
        "shortDescription": { "text": format!("Somebody {}.", path.does) },
        "helpUri": path.source,
    })
}

fn result(escalation: &Escalation, place: &str) -> Value {
    let first = escalation.steps.first().map(|step| step.path.id);
    let steps: Vec<String> = (1..)
        .zip(&escalation.steps)
        .map(|(number, step)| {
            format!(
                "{number}. {} {} ({})",
                step.by, step.path.does, step.path.id
            )
        })
        .collect();
    let reasons: Vec<&str> = escalation
        .steps
        .iter()
        .flat_map(|step| &step.depends_on)
        .map(String::as_str)
        .collect();
    let depends_on = match reasons.as_slice() {
        [] => String::new(),
        reasons => format!("\nIt depends on {}.", reasons.join(", ")),
    };
    let principal = &escalation.principal;
    let message = format!(
        "{principal} can become an administrator:\n{}{depends_on}",
        steps.join("\n")
    );
    json!({
        "ruleId": first,
        "ruleIndex": paths().position(|path| Some(path.id) == first),
        "level": if escalation.is_certain() { "error" } else { "warning" },
        "message": { "text": message },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": place } },
            "logicalLocations": [{ "fullyQualifiedName": principal, "kind": "member" }],
        }],
    })
}
