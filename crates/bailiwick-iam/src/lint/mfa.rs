//! Tests of multi-factor authentication that let through what they should not.

use super::subject::{Judged, Subject, Test};
use crate::finding::{Code, Finding};
use crate::policy::{Comparison, Effect};

const KEY: &str = "aws:MultiFactorAuthPresent";

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        for test in judged.tests().filter(|test| test.is_of(KEY)) {
            findings.extend(finding(judged, test));
        }
    }
}

/// What AWS warns of at
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent>.
fn finding(judged: &Judged<'_>, test: Test<'_>) -> Option<Finding> {
    let has = |value: &str| test.values.iter().any(|other| other == value);
    let (comparison, if_exists) = (test.operator.comparison, test.operator.if_exists);
    let denies = judged.statement.effect == Effect::Deny;
    let (message, help) = match comparison {
        Comparison::Bool if denies && !if_exists && has("false") => (
            "requests with an access key do not carry the key, and are not denied",
            "write `BoolIfExists`",
        ),
        Comparison::Bool if !denies && if_exists && has("true") => (
            "requests with an access key do not carry the key, and are allowed without MFA",
            "write `Bool`",
        ),
        Comparison::Null if !denies && has("false") => (
            "the key is there without MFA, too, only `false` then",
            "write `\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}`",
        ),
        Comparison::Null if denies && has("true") => (
            "the key is there without MFA, too, only `false` then, and that is not denied",
            "write `\"BoolIfExists\": {\"aws:MultiFactorAuthPresent\": \"false\"}`",
        ),
        _ => return None,
    };
    Some(Finding::warning(Code::MFA, test.place, message).help(help))
}
