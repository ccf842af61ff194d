//! Resources that nobody reaches without their own policy, not even within
//! their account.

use crate::decide::question::Action;

/// What kind of policy the resource must have, if it must have one.
///
/// Keys: "Unless the key policy explicitly allows it, you cannot use IAM
/// policies to allow access to a KMS key"
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html>).
/// Roles: "IAM role trust policies and KMS key policies are exceptions to this
/// logic, because they must explicitly allow access for principals"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>).
pub(super) fn policy_of(action: &Action<'_>, resource: &str) -> Option<&'static str> {
    let is = |service: &str, kind: &str| {
        action.service().eq_ignore_ascii_case(service) && kind_of(resource) == kind
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
