//! Resources that nobody reaches without their own policy, not even within
//! their account.

use crate::decide::question::Question;

/// What kind of policy the resource must have, if it must have one.
///
/// Keys: "Unless the key policy explicitly allows it, you cannot use IAM
/// policies to allow access to a KMS key"
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html>).
/// Roles: "If an IAM role's trust policy does not allow the principal, the
/// request to assume it is denied", whatever the identity policy says
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html>).
pub(super) fn policy_of(question: &Question<'_>) -> Option<&'static str> {
    let service = question.action.service();
    let is = |name: &str, kind: &str| {
        service.eq_ignore_ascii_case(name) && kind_of(question.resource) == kind
    };
    match () {
        () if is("kms", "key") => Some("the key policy"),
        () if is("sts", "role") => Some("the trust policy of the role"),
        () => None,
    }
}

/// The kind that the last field of an ARN begins with: of
/// `arn:aws:kms:eu-west-1:111122223333:key/1`, `key`.
fn kind_of(arn: &str) -> &str {
    let resource = arn.splitn(6, ':').nth(5).unwrap_or("");
    resource.split('/').next().unwrap_or("")
}
