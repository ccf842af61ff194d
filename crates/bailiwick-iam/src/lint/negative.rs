//! Allowing all but some: actions, resources or principals.

use super::subject::{Judged, Subject};
use crate::actions::ActionName;
use crate::finding::{Code, Finding};
use crate::policy::{Principal, Selection};
use crate::reach::{Reach, reach};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in subject.allowing() {
        let statement = judged.statement;
        if matches!(statement.principal, Some(Principal::AllExcept(_))) {
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
            let message =
                "`NotPrincipal` with `Allow` allows everyone else, the anonymous included";
            let finding =
                Finding::error(Code::NOT_PRINCIPAL, judged.element("NotPrincipal"), message);
            findings.push(finding.help(
                "name whom you mean in `Principal`; AWS takes `NotPrincipal` with `Deny` only",
            ));
        }
        if matches!(statement.action, Selection::AllExcept(_)) {
            let count = allowed(subject, judged);
            let message =
                format!("`NotAction` with `Allow` allows {count} actions, and each that AWS adds");
            let finding = Finding::warning(Code::NOT_ACTION, judged.element("NotAction"), message);
            findings
                .push(finding.help("name the actions that are meant, or deny those that are not"));
        }
        if matches!(statement.resource, Some(Selection::AllExcept(_))) {
            let message = "`NotResource` with `Allow` allows everything else, in every account";
            let finding =
                Finding::warning(Code::NOT_RESOURCE, judged.element("NotResource"), message);
            findings.push(
                finding.help("name the resources that are meant, or deny those that are not"),
            );
        }
    }
}

/// How many actions a statement allows: of resources that it names "the actions
/// that can be performed on the specified resource"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html>).
fn allowed(subject: &Subject<'_>, judged: &Judged<'_>) -> usize {
    let resources: Vec<&str> = judged.resources().collect();
    if resources.is_empty() {
        return judged.reach().len();
    }
    let is_allowed = |name: &&ActionName| {
        let service = subject.data.service(name.prefix());
        let both = service.zip(judged.action(**name));
        both.is_some_and(|(service, action)| {
            reach(service, action, &resources, &[]) != Reach::NoResource
        })
    };
    judged.reach().iter().filter(is_allowed).count()
}
