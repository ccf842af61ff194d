//! The bucket of a log: who writes to it, how long it keeps what they wrote, and who hears of
//! new files.

mod writers;

use bailiwick_estate::estate::Estate;
use serde_json::{Value, json};

use super::delivery::Delivery;
use super::tags;
use crate::template::{LogicalIds, Resource, Template, reference, text};

pub(super) fn add(estate: &Estate, delivery: &Delivery<'_>, template: &mut Template) {
    let statements = writers::statements(estate, delivery);
    // Nothing of AWS writes here by itself.
    if statements.is_empty() {
        return;
    }
    let log = delivery.log;
    let mut ids = LogicalIds::default();
    let name = log.name.as_str();
    let (bucket, policy) = (
        ids.give(&[name, "bucket"]),
        ids.give(&[name, "bucket", "policy"]),
    );
    let mut resource = Resource::new("AWS::S3::Bucket")
        .with("BucketName", json!(delivery.bucket))
        .with("PublicAccessBlockConfiguration", closed())
        .with(
            "OwnershipControls",
            json!({ "Rules": [{ "ObjectOwnership": "BucketOwnerEnforced" }] }),
        )
        .with("VersioningConfiguration", json!({ "Status": "Enabled" }))
        .with("LifecycleConfiguration", lifecycle(delivery))
        .with("Tags", tags(estate))
        .retained();
    if let Some(description) = &log.description {
        resource = resource.note(description.as_str());
    }
    if !log.notify.is_empty() {
        // A rule in the stack beside this one tells of them; see `notify`.
        resource = resource.with(
            "NotificationConfiguration",
            json!({ "EventBridgeConfiguration": { "EventBridgeEnabled": true } }),
        );
    }
    template.add(bucket.clone(), resource);
    let document = bailiwick_iam::policy::Policy::new(statements);
    template.add(
        policy,
        Resource::new("AWS::S3::BucketPolicy")
            .with("Bucket", reference(&bucket))
            .with("PolicyDocument", text(document.to_json()))
            .retained(),
    );
}

/// Nobody outside of AWS's services and the account, whatever a policy says
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>).
fn closed() -> Value {
    json!({
        "BlockPublicAcls": true,
        "BlockPublicPolicy": true,
        "IgnorePublicAcls": true,
        "RestrictPublicBuckets": true,
    })
}

/// Objects go after the log's retention; what was overwritten or deleted a month later
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html>).
fn lifecycle(delivery: &Delivery<'_>) -> Value {
    let days = delivery.log.retention.seconds().div_ceil(86_400).max(1);
    json!({
        "Rules": [{
            "Id": "retention",
            "Status": "Enabled",
            "ExpirationInDays": days,
            "NoncurrentVersionExpiration": { "NoncurrentDays": 30 },
            "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 7 },
        }],
    })
}
