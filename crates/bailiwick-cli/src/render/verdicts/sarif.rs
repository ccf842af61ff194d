//! Verdicts as results of SARIF 2.1.0, beside the diagnostics.
//!
//! Source: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS:
//! `kind` says what became of a check, and `level` is `none` unless it failed.

use bailiwick_controls::Judgement;
use serde_json::{Value, json};

use super::told;
use crate::front::Front;
use crate::render::sarif::location;

/// A result for each control, by the rule `control/NAME`.
#[must_use]
pub fn results(front: &Front, judgements: &[Judgement<'_>]) -> Vec<Value> {
    judgements
        .iter()
        .map(|judgement| {
            let (kind, level) = match (judgement.word(), judgement.fails()) {
                ("refuted", _) => ("fail", "error"),
                ("unknown", true) => ("fail", "warning"),
                ("unknown", false) => ("open", "none"),
                ("attested", _) => ("review", "none"),
                _ => ("pass", "none"),
            };
            let statement = judgement.control.statement.as_str();
            let lines = told::lines(judgement).join("\n");
            json!({
                "ruleId": rule_id(judgement),
                "kind": kind,
                "level": level,
                "message": { "text": format!("{}: {statement}\n{lines}", judgement.word()) },
                "locations": [location(&front.report(), judgement.control.span, None)],
            })
        })
        .collect()
}

/// The rules that the results name.
#[must_use]
pub fn rules(judgements: &[Judgement<'_>]) -> Vec<Value> {
    judgements
        .iter()
        .map(|judgement| {
            json!({
                "id": rule_id(judgement),
                "shortDescription": { "text": judgement.control.statement.as_str() },
            })
        })
        .collect()
}

fn rule_id(judgement: &Judgement<'_>) -> String {
    format!("control/{}", judgement.control.name.as_str())
}
