//! Allowing all but some: actions, resources or principals.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::{Principal, Selection};

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
            let count = judged.reach().len();
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
