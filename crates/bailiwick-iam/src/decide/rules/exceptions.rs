//! What AWS decides without asking policies, or against them.

use crate::decide::question::{Action, Identity};
use crate::request::{AccountId, Caller};

const GET_CALLER_IDENTITY: &str = "sts:GetCallerIdentity";
const GET_SESSION_TOKEN: &str = "sts:GetSessionToken";

/// The actions that policies have no say in, each with who may do it.
pub const WITHOUT_POLICIES: [(&str, &str); 2] = [
    (GET_CALLER_IDENTITY, "every user and role"),
    (GET_SESSION_TOKEN, "every user"),
];

/// "No permissions are required to perform this operation. If an administrator
/// attaches a policy to your identity that explicitly denies access to the
/// sts:GetCallerIdentity action, you can still perform this operation"
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>).
///
/// For users: "The purpose of the `sts:GetSessionToken` operation is to
/// authenticate the user using MFA. You cannot use policies to control
/// authentication operations"
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>).
pub(super) fn is_always_allowed(identity: &Identity<'_>, action: &Action<'_>) -> bool {
    let of_user = matches!(identity.caller, Caller::User { .. } | Caller::Root { .. });
    action.is(GET_CALLER_IDENTITY) && identity.is_of_an_account()
        || action.is(GET_SESSION_TOKEN) && of_user
}

/// "You cannot call AssumeRole by using AWS root account credentials; access is
/// denied"
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>).
pub(super) fn is_never_allowed(identity: &Identity<'_>, action: &Action<'_>) -> bool {
    action.is("sts:AssumeRole") && identity.is_root()
}

/// "The root principal in a bucket owner's AWS account can perform the
/// GetBucketPolicy, PutBucketPolicy, and DeleteBucketPolicy API actions, even
/// if their bucket policy explicitly denies the root principal's access"
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>).
pub(super) fn overrides_resource_policy(
    identity: &Identity<'_>,
    action: &Action<'_>,
    owner: Option<AccountId>,
) -> bool {
    const ACTIONS: [&str; 3] = [
        "s3:GetBucketPolicy",
        "s3:PutBucketPolicy",
        "s3:DeleteBucketPolicy",
    ];
    identity.is_root() && owner == identity.account && ACTIONS.iter().any(|name| action.is(name))
}
