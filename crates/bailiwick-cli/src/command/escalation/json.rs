//! The report for programs.

use bailiwick_controls::accounts::Directory;
use bailiwick_iam::escalation::{Escalation, Gain, Report, Step};
use serde_json::{Value, json};

use crate::command::asking::Dates;

/// Everything that the report says.
pub(super) fn render(report: &Report, directory: &Directory) -> Value {
    let administrators = report
        .administrators
        .iter()
        .map(|one| json!({ "principal": one.principal, "dependsOn": one.depends_on }));
    let unjudged = report
        .unjudged
        .iter()
        .map(|one| json!({ "principal": one.principal, "missing": one.missing }));
    let without = report.without_organization.iter().map(ToString::to_string);
    let mut value = json!({
        "escalations": report.escalations.iter().map(escalation).collect::<Vec<_>>(),
        "administrators": administrators.collect::<Vec<_>>(),
        "judgedWithout": unjudged.collect::<Vec<_>>(),
        "accountsWithoutOrganization": without.collect::<Vec<_>>(),
        "principals": report.principals,
    });
    Dates::of(directory.accounts.principals()).add_to(&mut value);
    value
}

fn escalation(escalation: &Escalation) -> Value {
    json!({
        "principal": escalation.principal,
        "certain": escalation.is_certain(),
        "steps": escalation.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn step(step: &Step) -> Value {
    let calls = step.calls.iter();
    let calls = calls.map(|(action, resource)| json!({ "action": action, "resource": resource }));
    json!({
        "path": step.path.id,
        "also": step.also,
        "by": step.by,
        "does": step.path.does,
        "calls": calls.collect::<Vec<_>>(),
        "gains": gain(&step.gain),
        "dependsOn": step.depends_on,
        "source": step.path.source,
    })
}

fn gain(gain: &Gain) -> Value {
    match gain {
        Gain::Principal(arn) => json!({ "principal": arn }),
        Gain::Anything(arn) => json!({ "anythingAs": arn }),
        Gain::Groups(arns) => json!({ "groups": arns }),
    }
}
