//! The bucket of the backups: private, encrypted, spoken to over TLS only.
//!
//! Sources: "AWS::S3::Bucket" and "AWS::S3::BucketPolicy", AWS CloudFormation Template
//! Reference; "Security best practices for Amazon S3", Amazon S3 User Guide.

use serde_json::json;

use crate::template::{Resource, Template, reference, substitute};
use crate::workload::facts::Facts;

/// The bucket's name, an output here and a parameter of the service stack where the name
/// is not known before.
pub(in crate::workload) const BUCKET_NAME: &str = "BackupBucketName";
/// How many days a backup is kept when the estate does not say.
const DAYS: u64 = 30;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    if facts.backup().is_none() {
        return;
    }
    let kept = facts.workload.backups.iter();
    let kept = kept.filter_map(|backup| Some(backup.keep?.seconds().div_ceil(86_400)));
    let days = kept.max().unwrap_or(DAYS);
    let name = substitute(facts.backup_bucket());
    let bucket = Resource::new("AWS::S3::Bucket")
        .with("BucketName", name.clone())
        .with(
            "BucketEncryption",
            json!({ "ServerSideEncryptionConfiguration": [
                { "ServerSideEncryptionByDefault": { "SSEAlgorithm": "AES256" } },
            ] }),
        )
        .with(
            "PublicAccessBlockConfiguration",
            json!({
                "BlockPublicAcls": true,
                "BlockPublicPolicy": true,
                "IgnorePublicAcls": true,
                "RestrictPublicBuckets": true,
            }),
        )
        .with(
            "OwnershipControls",
            json!({ "Rules": [{ "ObjectOwnership": "BucketOwnerEnforced" }] }),
        )
        // What a machine overwrites or deletes can be brought back for as long.
        .with("VersioningConfiguration", json!({ "Status": "Enabled" }))
        .with(
            "LifecycleConfiguration",
            json!({ "Rules": [{
                "Id": "expire",
                "Status": "Enabled",
                "ExpirationInDays": days,
                "NoncurrentVersionExpiration": { "NoncurrentDays": days },
                "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 1 },
            }] }),
        )
        .with("Tags", facts.tags())
        .note(format!("Backups, kept {days} days"))
        .retained();
    template.add("BackupBucket", bucket);
    let arn = format!("arn:aws:s3:::{}", facts.backup_bucket());
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Sid": "OnlyOverTls",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [substitute(arn.clone()), substitute(format!("{arn}/*"))],
            "Condition": { "Bool": { "aws:SecureTransport": "false" } },
        }],
    });
    let policy = Resource::new("AWS::S3::BucketPolicy")
        .with("Bucket", reference("BackupBucket"))
        .with("PolicyDocument", policy)
        .retained();
    template.add("BackupBucketPolicy", policy);
    template.output(
        BUCKET_NAME,
        "Where backups are kept.",
        reference("BackupBucket"),
    );
}
