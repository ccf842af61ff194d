//! Roles that may be handed to any service.

use super::subject::{Judged, Subject};
use crate::actions::matches_wildcard;
use crate::finding::{Code, Finding};
use crate::policy::Selection;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in subject.allowing() {
        // Who may do all of IAM can help themselves.
        let all = ["*", "*:*", "iam:*"];
        let pattern = judged.actions().find(|pattern| {
            !all.iter().any(|all| all.eq_ignore_ascii_case(pattern))
                && matches_wildcard(pattern, "iam:PassRole")
        });
        let Some(pattern) = pattern.filter(|_| is_many_roles(judged)) else {
            continue;
        };
        let limits = |key: &str| judged.tests().any(|test| test.is_of(key));
        if limits("iam:PassedToService") || limits("iam:AssociatedResourceArn") {
            continue;
        }
        let place = judged.element("Action").within(pattern);
        let message = "these roles may be handed to any service that trusts them";
        let help = "add a condition on `iam:PassedToService`, or name single roles";
        findings.push(Finding::warning(Code::PASS_ROLE, place, message).help(help));
    }
}

/// Whether the statement is about more roles than it names.
fn is_many_roles(judged: &Judged<'_>) -> bool {
    match &judged.statement.resource {
        Some(Selection::Only(resources)) => resources.iter().any(|resource| {
            let name = resource
                .rsplit_once(":role/")
                .map_or(&**resource, |(_, name)| name);
            name.contains('*')
        }),
        Some(Selection::AllExcept(_)) => true,
        None => false,
    }
}
