//! Logs that have arrived stay as they are, and so does what keeps them.
//!
//! The services that deliver logs are no principals of an account, and the rules by which S3
//! expires old objects are no requests: neither is denied by this
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
//!
//! Sources: the pages of Amazon S3 and Amazon CloudWatch Logs in the Service Authorization
//! Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>,
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html>).

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::Destination;
use bailiwick_iam::policy::{Condition, Sid, Statement};

use super::Exempt;
use crate::logging;

/// What changes objects.
const OBJECTS: &[&str] = &[
    "s3:BypassGovernanceRetention",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:PutObject",
    "s3:PutObjectAcl",
    "s3:PutObjectLegalHold",
    "s3:PutObjectRetention",
    "s3:PutObjectVersionAcl",
];

/// What changes how a bucket keeps them.
const BUCKETS: &[&str] = &[
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
];

/// What changes a log group.
const LOG_GROUPS: &[&str] = &[
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:DeleteRetentionPolicy",
    "logs:PutRetentionPolicy",
];

pub(super) fn statements(estate: &Estate, exempt: &Exempt) -> Vec<Statement> {
    let buckets = logging::buckets(estate);
    let objects = buckets.iter().map(|name| format!("arn:aws:s3:::{name}/*"));
    let objects: BTreeSet<String> = objects.collect();
    let buckets = buckets.iter().map(|name| format!("arn:aws:s3:::{name}"));
    let buckets: BTreeSet<String> = buckets.collect();
    let mut groups = BTreeSet::new();
    for to in estate.logs.iter().flat_map(|log| log.to.iter()) {
        if let Destination::CloudWatch(to) = to {
            let group = format!("arn:aws:logs:*:*:log-group:{}", to.cloudwatch);
            groups.extend([format!("{group}:*"), group]);
        }
    }
    let denials = [
        ("keep logged objects", OBJECTS, objects),
        ("keep log buckets", BUCKETS, buckets),
        ("keep log groups", LOG_GROUPS, groups),
    ];
    let denials = denials.into_iter().filter(|(_, _, on)| !on.is_empty());
    denials
        .map(|(words, actions, on)| {
            let mut statement = Statement::deny(actions.iter().copied())
                .on(on)
                .when(exempt.others(Condition::default()));
            statement.sid = Sid::from_words(words);
            statement
        })
        .collect()
}
