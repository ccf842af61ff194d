//! The trail of the organisation: every account, every region, validated.
//!
//! It is made in the management account and writes to a bucket elsewhere.
//!
//! Sources: "Creating a trail for an organization", AWS CloudTrail User Guide
//! (<https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html>);
//! "Role policy document for CloudTrail to use CloudWatch Logs for monitoring"
//! (<https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html>);
//! "AWS::CloudTrail::Trail", AWS CloudFormation Template Reference.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Destination, Log};
use bailiwick_iam::policy::{Condition, Policy, Principal, PrincipalKind, Statement};
use serde_json::{Value, json};

use super::{first_bucket, groups, id_of, tags};
use crate::access::region_of;
use crate::template::{LogicalIds, Resource, Template, text};

/// The trail's name.
pub(super) fn name(estate: &Estate, log: &Declared<Log>) -> String {
    format!("{}-{}", estate.estate, log.name)
}

/// The trail's ARN, which the policy of its bucket names.
pub(super) fn arn(estate: &Estate, log: &Declared<Log>, management: &Account) -> String {
    let (id, region) = (id_of(management), region_of(estate, management));
    format!(
        "arn:aws:cloudtrail:{region}:{id}:trail/{}",
        name(estate, log)
    )
}

pub(super) fn add(
    estate: &Estate,
    log: &Declared<Log>,
    management: &Declared<Account>,
    template: &mut Template,
) {
    let Some(bucket) = first_bucket(log) else {
        return;
    };
    let mut ids = LogicalIds::default();
    let mut trail = Resource::new("AWS::CloudTrail::Trail")
        .with("TrailName", json!(name(estate, log)))
        .with("S3BucketName", json!(bucket))
        .with("IsLogging", json!(true))
        .with("IsOrganizationTrail", json!(true))
        .with("IsMultiRegionTrail", json!(true))
        .with("IncludeGlobalServiceEvents", json!(true))
        .with("EnableLogFileValidation", json!(true))
        .with("Tags", tags(estate));
    let group = log.to.iter().find_map(|to| match to {
        Destination::CloudWatch(to) => Some(to.cloudwatch.as_str()),
        _ => None,
    });
    if let Some(group) = group {
        let role = ids.give(&[log.name.as_str(), "trail", "role"]);
        template.add(role.clone(), writer(estate, log, management, group));
        trail = trail
            .with(
                "CloudWatchLogsLogGroupArn",
                json!({ "Fn::GetAtt": [groups::id(group), "Arn"] }),
            )
            .with("CloudWatchLogsRoleArn", attribute(&role));
    }
    if let Some(description) = &log.description {
        trail = trail.note(description.as_str());
    }
    template.add(ids.give(&[log.name.as_str(), "trail"]), trail);
}

fn attribute(id: &str) -> Value {
    json!({ "Fn::GetAtt": [id, "Arn"] })
}

/// The role by which CloudTrail writes to the log group.
fn writer(estate: &Estate, log: &Declared<Log>, management: &Account, group: &str) -> Resource {
    let ours = Condition::test(
        "StringEquals",
        "aws:SourceArn",
        [arn(estate, log, management)],
    );
    let trust = Statement::allow(["sts:AssumeRole"])
        .for_principal(Principal::of(
            PrincipalKind::Service,
            ["cloudtrail.amazonaws.com"],
        ))
        .when(ours);
    let (id, region) = (id_of(management), region_of(estate, management));
    let streams = format!("arn:aws:logs:{region}:{id}:log-group:{group}:log-stream:*");
    let write = Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"]).on([streams]);
    Resource::new("AWS::IAM::Role")
        .with(
            "AssumeRolePolicyDocument",
            text(Policy::new([trust]).to_json()),
        )
        .with(
            "Policies",
            json!([{
                "PolicyName": "write-log-events",
                "PolicyDocument": text(Policy::new([write]).to_json()),
            }]),
        )
        .with("Tags", tags(estate))
        .note("CloudTrail takes it, to write to the log group")
}
