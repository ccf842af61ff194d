//! Services that act for whoever asks them.

use super::subject::{Judged, Subject, Test};
use crate::finding::{Code, Finding};
use crate::policy::{Principal, PrincipalKind, PrincipalName, Principals};

/// Keys that say for whom a service acts
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>).
const SOURCES: &[&str] = &[
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
];

/// Services that take a role only from its own account, by `iam:PassRole`, and
/// say nothing of a source when they do.
const PASSED_ONLY: &[&str] = &["ec2.amazonaws.com", "lambda.amazonaws.com"];

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in subject.allowing() {
        let Some(Principal::Only(Principals::Named(kinds))) = &judged.statement.principal else {
            continue;
        };
        let services = kinds.get(&PrincipalKind::Service).into_iter().flatten();
        for name in services {
            let PrincipalName::Service(_) = PrincipalName::parse(PrincipalKind::Service, name)
            else {
                continue;
            };
            let is_passed = judged.statement.resource.is_none() && PASSED_ONLY.contains(&&**name);
            if is_passed || names_source(judged) {
                continue;
            }
            let place = judged.element("Principal").within("Service").within(name);
            let message = format!("`{name}` may do this for anybody, in any account");
            let help = "add a condition on `aws:SourceAccount` or `aws:SourceArn`, if the service sends them: its guide says so under \"confused deputy\"";
            findings.push(Finding::warning(Code::CONFUSED_DEPUTY, place, message).help(help));
        }
    }
}

fn names_source(judged: &Judged<'_>) -> bool {
    // Some services have keys of their own for it, such as `sns:Endpoint` or
    // `lambda:SourceFunctionArn`.
    let names = |test: Test<'_>| {
        SOURCES.iter().any(|key| test.is_of(key))
            || test.key.to_ascii_lowercase().contains("source")
    };
    judged.tests().any(names)
}
