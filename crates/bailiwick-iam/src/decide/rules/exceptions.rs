//! What AWS decides without asking policies, or against them.

use crate::decide::question::Question;

/// "No permissions are required to perform this operation. If an administrator
/// attaches a policy to your identity that explicitly denies access to the
/// sts:GetCallerIdentity action, you can still perform this operation"
/// (<https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>).
pub(super) fn always_allowed(question: &Question<'_>) -> bool {
    question.action.is("sts:GetCallerIdentity") && question.identity.is_of_an_account()
}

/// "The root principal in a bucket owner's AWS account can perform the
/// GetBucketPolicy, PutBucketPolicy, and DeleteBucketPolicy API actions, even
/// if their bucket policy explicitly denies the root principal's access"
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>).
pub(super) fn overrides_resource_policy(question: &Question<'_>) -> bool {
    const ACTIONS: [&str; 3] = [
        "s3:GetBucketPolicy",
        "s3:PutBucketPolicy",
        "s3:DeleteBucketPolicy",
    ];
    question.identity.is_root()
        && question.owner() == question.identity.account
        && ACTIONS.iter().any(|action| question.action.is(action))
}
