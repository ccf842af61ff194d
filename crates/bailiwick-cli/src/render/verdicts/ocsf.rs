//! Verdicts as OCSF 1.3.0 Compliance Findings (class 2003), an array of events, which
//! security data lakes take.
//!
//! Source: <https://schema.ocsf.io/1.3.0/classes/compliance_finding>.

use bailiwick_controls::{Judgement, Part, catalogue};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::told;
use crate::front::Front;

/// One event for each control, all of one moment.
#[must_use]
pub fn render(front: &Front, judgements: &[Judgement<'_>], at: Timestamp) -> Value {
    let estate = front
        .estate
        .as_ref()
        .map_or("estate", |estate| estate.estate.as_str());
    judgements
        .iter()
        .map(|judgement| event(estate, judgement, at))
        .collect()
}

fn event(estate: &str, judgement: &Judgement<'_>, at: Timestamp) -> Value {
    let name = judgement.control.name.as_str();
    let (status_id, status) = match (judgement.fails(), judgement.word()) {
        (_, "refuted") => (3, "Fail"),
        (_, "unknown") => (0, "Unknown"),
        (_, _) => (1, "Pass"),
    };
    let (severity_id, severity) = match judgement.word() {
        "refuted" => (4, "High"),
        "unknown" => (3, "Medium"),
        _ => (1, "Informational"),
    };
    let (standards, requirements) = mappings(judgement);
    json!({
        "activity_id": 1,
        "activity_name": "Create",
        "category_uid": 2,
        "category_name": "Findings",
        "class_uid": 2003,
        "class_name": "Compliance Finding",
        "type_uid": 200_301,
        "time": at.as_millisecond(),
        "severity_id": severity_id,
        "severity": severity,
        "message": format!("{}: {}", judgement.word(), judgement.control.statement.as_str()),
        "metadata": {
            "version": "1.3.0",
            "product": {
                "name": "Bailiwick",
                "vendor_name": "Bailiwick",
                "version": env!("CARGO_PKG_VERSION"),
            },
        },
        "finding_info": {
            "uid": format!("{estate}/controls/{name}"),
            "title": judgement.control.statement.as_str(),
            "desc": told::lines(judgement).join("\n"),
        },
        "compliance": {
            "control": name,
            "standards": standards,
            "requirements": requirements,
            "status": status,
            "status_id": status_id,
            "status_code": judgement.word(),
        },
    })
}

/// The standards that a control's parts of the catalogue belong to, and what each asks.
fn mappings(judgement: &Judgement<'_>) -> (Vec<&'static str>, Vec<String>) {
    let mut standards = Vec::new();
    let mut requirements = Vec::new();
    let entries = judgement
        .findings
        .iter()
        .filter_map(|finding| match finding.part {
            Part::Catalogue(control) => Some(catalogue::entry(control)),
            _ => None,
        });
    for entry in entries {
        let lists = [
            (
                "ISO/IEC 27001:2022",
                "ISO/IEC 27001:2022",
                entry.mappings.iso_27001,
            ),
            (
                "CIS AWS Foundations Benchmark v3.0.0",
                "CIS AWS",
                entry.mappings.cis_aws,
            ),
        ];
        for (standard, short, asked) in lists {
            if !asked.is_empty() && !standards.contains(&standard) {
                standards.push(standard);
            }
            requirements.extend(asked.iter().map(|one| format!("{short} {one}")));
        }
    }
    requirements.dedup();
    // The schema wants at least one standard: the company's own.
    if standards.is_empty() {
        standards.push("the estate's own controls");
    }
    (standards, requirements)
}
