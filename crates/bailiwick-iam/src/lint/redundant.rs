//! Statements that another makes pointless.

use super::subject::{Judged, Subject};
use crate::finding::{Code, Finding};
use crate::overlap::{Step, covers, steps_of};
use crate::policy::{Effect, Principal, Principals, Selection, Statement, Version};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let version = subject.version();
    for judged in &subject.statements {
        let statement = judged.statement;
        let other = subject.statements.iter().find(|other| {
            let is_first = other.position < judged.position;
            let takes = |wide, narrow| is_wider(version, wide, narrow);
            other.position != judged.position
                && other.statement.effect >= statement.effect
                && takes(other.statement, statement)
                // Of two that say the same the first stays.
                && (is_first || other.statement.effect != statement.effect || !takes(statement, other.statement))
        });
        findings.extend(other.map(|other| finding(judged, other)));
    }
}

fn finding(judged: &Judged<'_>, other: &Judged<'_>) -> Finding {
    let (message, help) = match (judged.statement.effect, other.statement.effect) {
        (Effect::Allow, Effect::Deny) => (
            "another statement denies all that this one allows",
            "a denial always wins: take one of the two out",
        ),
        _ => (
            "another statement says all that this one says",
            "take this one out",
        ),
    };
    Finding::warning(Code::REDUNDANT, judged.place(), message)
        .related(other.place(), "the other statement is here")
        .help(help)
}

/// Whether `wide` is about everything that `narrow` is about. `true` is sure.
fn is_wider(version: Version, wide: &Statement, narrow: &Statement) -> bool {
    let tests = |statement: &Statement| -> Vec<_> {
        let tests = statement.condition.tests();
        tests
            .map(|(operator, key, values)| {
                (
                    operator.to_owned(),
                    key.to_ascii_lowercase(),
                    values.clone(),
                )
            })
            .collect()
    };
    let narrower = tests(narrow);
    tests(wide).iter().all(|test| narrower.contains(test))
        && (wide.principal == narrow.principal || is_everyone(wide.principal.as_ref()))
        && selects(version, &wide.action, &narrow.action, true)
        && match (&wide.resource, &narrow.resource) {
            (Some(wide), Some(narrow)) => selects(version, wide, narrow, false),
            (wide, narrow) => wide == narrow,
        }
}

fn is_everyone(principal: Option<&Principal>) -> bool {
    matches!(principal, Some(Principal::Only(Principals::Everyone)))
}

fn selects(version: Version, wide: &Selection, narrow: &Selection, is_action: bool) -> bool {
    let steps = |pattern: &String| match is_action {
        true => steps_of(&pattern.to_ascii_lowercase(), version),
        false => steps_of(pattern, version),
    };
    let all = |selection: &Selection| -> Option<Vec<Vec<Step>>> {
        selection.patterns().iter().map(steps).collect()
    };
    match (wide, narrow) {
        (Selection::Only(_), Selection::Only(_)) => match (all(wide), all(narrow)) {
            (Some(wide), Some(narrow)) => narrow
                .iter()
                .all(|narrow| wide.iter().any(|wide| covers(wide, narrow))),
            _ => false,
        },
        (Selection::Only(patterns), Selection::AllExcept(_)) => patterns.contains("*"),
        (wide, narrow) => wide == narrow,
    }
}
