//! How a decision came about, statement by statement.

use bailiwick_iam::decide::{Explanation, Finding, Found, Layer, Mismatch, StatementFinding};
use bailiwick_iam::policy::Effect;
use serde_json::{Value, json};

use crate::render::printable;

/// Every statement about the action, a line each: whether it applies, and why not.
///
/// `names` are those of the identity policies.
pub(in super::super) fn explanation_lines(
    explanation: &Explanation,
    names: &[String],
) -> Vec<String> {
    let statements = explanation.statements.iter();
    let about = statements.filter(|one| one.finding != Finding::DoesNot(Mismatch::Action));
    let mut lines: Vec<String> = about
        .map(|statement| {
            let effect = match statement.effect {
                Effect::Allow => "allows",
                Effect::Deny => "denies",
            };
            format!(
                "{} that {effect} {}",
                printable(&called(statement, names)),
                printable(&finding(&statement.finding))
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push("no statement is about the action".to_owned());
    }
    lines
}

/// The same for programs, with the statements about other actions.
pub(in super::super) fn explanation_json(explanation: &Explanation, names: &[String]) -> Value {
    let statements = explanation.statements.iter().map(|statement| {
        json!({
            "statement": called(statement, names),
            "effect": statement.effect.as_str(),
            "finding": finding(&statement.finding),
        })
    });
    json!({
        "decisive": explanation.decisive.iter().map(|layer| word(*layer)).collect::<Vec<_>>(),
        "statements": statements.collect::<Vec<_>>(),
    })
}

/// Which statement it is: by its label, or its number from 1.
fn called(statement: &StatementFinding, names: &[String]) -> String {
    let which = match &statement.sid {
        Some(sid) => format!("statement `{sid}`"),
        None => format!("statement {}", statement.statement + 1),
    };
    let layer = word(statement.layer);
    match (statement.layer, names.get(statement.policy)) {
        (Layer::Identity, Some(name)) => format!("{which} of `{name}`"),
        (Layer::ServiceControl | Layer::ResourceControl, _) => {
            let (level, policy) = (statement.level + 1, statement.policy + 1);
            format!("{which} of the {layer} {policy} at level {level}")
        }
        _ => format!("{which} of the {layer}"),
    }
}

fn word(layer: Layer) -> &'static str {
    match layer {
        Layer::Identity => "identity policy",
        Layer::Boundary => "permissions boundary",
        Layer::Session => "session policy",
        Layer::Resource => "resource's policy",
        Layer::ServiceControl => "service control policy",
        Layer::ResourceControl => "resource control policy",
        Layer::Endpoint => "endpoint policy",
    }
}

fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Applies => "applies".to_owned(),
        Finding::DoesNot(mismatch) => format!("does not apply: {}", why_not(mismatch)),
        Finding::Unknown(undecided) => {
            let words: Vec<String> = undecided.words().collect();
            format!("may apply: that depends on {}", words.join(", "))
        }
    }
}

fn why_not(mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::Action => "it is about other actions".to_owned(),
        Mismatch::Principal => "it is about other principals".to_owned(),
        Mismatch::Resource => "it is about other resources".to_owned(),
        Mismatch::Condition {
            operator,
            key,
            wanted,
            found,
        } => {
            let found = match found {
                Found::Absent => "the request does not carry it".to_owned(),
                Found::Values(values) => format!("the request has `{}`", values.join("`, `")),
                Found::Unknown => "what the request has is not known".to_owned(),
            };
            let wanted = wanted.join("`, `");
            format!("`{operator}` wants `{key}` to be `{wanted}`, {found}")
        }
    }
}
