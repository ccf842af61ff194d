//! Who may write to the bucket of a log: each service asks for a policy of its own.
//!
//! Sources, by the service:
//! - CloudTrail: "Amazon S3 bucket policy for CloudTrail"
//!   (<https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html>);
//! - AWS Config: "Permissions for the Amazon S3 Bucket for the AWS Config Delivery Channel"
//!   (<https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html>);
//! - flow logs, Resolver, web ACLs: "Enable logging from AWS services", Amazon CloudWatch
//!   Logs User Guide
//!   (<https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html>);
//! - load balancers: "Enable access logs for your Application Load Balancer"
//!   (<https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html>);
//! - buckets: "Enabling Amazon S3 server access logging"
//!   (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html>).

use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::LogSource;
use bailiwick_iam::policy::{
    Condition, Effect, Principal, PrincipalKind, Principals, Selection, Sid, Statement,
};

use crate::logging::delivery::Delivery;
use crate::logging::{id_of, management, trail};

/// The statements of the bucket's policy; none where no service of AWS writes to it.
pub(super) fn statements(estate: &Estate, delivery: &Delivery<'_>) -> Vec<Statement> {
    let mut statements = match delivery.log.source {
        LogSource::CloudTrail => of_trail(estate, delivery),
        LogSource::Config => of_accounts(delivery, "config.amazonaws.com", "Config/*"),
        LogSource::FlowLogs | LogSource::ResolverQueries | LogSource::Waf => {
            of_accounts(delivery, "delivery.logs.amazonaws.com", "*")
        }
        LogSource::LoadBalancer => of_load_balancers(delivery),
        LogSource::S3Access => of_buckets(delivery),
        _ => Vec::new(),
    };
    if !statements.is_empty() {
        statements.push(only_by_tls(delivery));
    }
    statements
}

fn by(service: &str, words: &str, actions: &[&str], on: Vec<String>, when: Condition) -> Statement {
    let mut statement = Statement::allow(actions.iter().copied())
        .on(on)
        .for_principal(Principal::of(PrincipalKind::Service, [service]))
        .when(when);
    statement.sid = Sid::from_words(words);
    statement
}

fn bucket(delivery: &Delivery<'_>) -> String {
    format!("arn:aws:s3:::{}", delivery.bucket)
}

/// The organisation's trail writes under the id of the organisation, and under that of the
/// management account until it has reached every account.
fn of_trail(estate: &Estate, delivery: &Delivery<'_>) -> Vec<Statement> {
    let Some(account) = management(estate) else {
        return Vec::new();
    };
    let service = "cloudtrail.amazonaws.com";
    let ours = Condition::test(
        "StringEquals",
        "aws:SourceArn",
        [trail::arn(estate, delivery.log, account)],
    );
    let bucket = bucket(delivery);
    let organization = estate.organization.as_ref();
    let organization = organization.and_then(|organization| organization.id.as_ref());
    let below = [Some(id_of(account)), organization.map(ToString::to_string)];
    let below = below
        .into_iter()
        .flatten()
        .map(|id| format!("{bucket}/AWSLogs/{id}/*"));
    let full = ours.clone().and(
        "StringEquals",
        "s3:x-amz-acl",
        ["bucket-owner-full-control"],
    );
    vec![
        by(
            service,
            "trail looks",
            &["s3:GetBucketAcl"],
            vec![bucket.clone()],
            ours,
        ),
        by(
            service,
            "trail writes",
            &["s3:PutObject"],
            below.collect(),
            full,
        ),
    ]
}

/// A service that writes for each account under that account's id.
fn of_accounts(delivery: &Delivery<'_>, service: &str, folder: &str) -> Vec<Statement> {
    let bucket = bucket(delivery);
    let ids: Vec<String> = delivery
        .sources
        .iter()
        .map(|source| id_of(source))
        .collect();
    let ours = Condition::test("StringEquals", "aws:SourceAccount", ids.iter().cloned());
    let below = ids
        .iter()
        .map(|id| format!("{bucket}/AWSLogs/{id}/{folder}"));
    let full = ours.clone().and(
        "StringEquals",
        "s3:x-amz-acl",
        ["bucket-owner-full-control"],
    );
    let looks = ["s3:GetBucketAcl", "s3:ListBucket"];
    vec![
        by(service, "service looks", &looks, vec![bucket.clone()], ours),
        by(
            service,
            "service writes",
            &["s3:PutObject"],
            below.collect(),
            full,
        ),
    ]
}

fn of_load_balancers(delivery: &Delivery<'_>) -> Vec<Statement> {
    let bucket = bucket(delivery);
    let ids: Vec<String> = delivery
        .sources
        .iter()
        .map(|source| id_of(source))
        .collect();
    let arns = ids
        .iter()
        .map(|id| format!("arn:aws:elasticloadbalancing:*:{id}:loadbalancer/*"));
    let ours = Condition::test("ArnLike", "aws:SourceArn", arns);
    let below = ids.iter().map(|id| format!("{bucket}/AWSLogs/{id}/*"));
    let service = "logdelivery.elasticloadbalancing.amazonaws.com";
    vec![by(
        service,
        "load balancers write",
        &["s3:PutObject"],
        below.collect(),
        ours,
    )]
}

fn of_buckets(delivery: &Delivery<'_>) -> Vec<Statement> {
    let ids = delivery.sources.iter().map(|source| id_of(source));
    let ours = Condition::test("StringEquals", "aws:SourceAccount", ids).and(
        "ArnLike",
        "aws:SourceArn",
        ["arn:aws:s3:::*"],
    );
    let all = vec![format!("{}/*", bucket(delivery))];
    vec![by(
        "logging.s3.amazonaws.com",
        "buckets write",
        &["s3:PutObject"],
        all,
        ours,
    )]
}

/// Nobody reads or writes without encryption on the way
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html>).
fn only_by_tls(delivery: &Delivery<'_>) -> Statement {
    let bucket = bucket(delivery);
    let mut statement = Statement::new(Effect::Deny, Selection::only(["s3:*"]))
        .on([bucket.clone(), format!("{bucket}/*")])
        .for_principal(Principal::Only(Principals::Everyone))
        .when(Condition::test("Bool", "aws:SecureTransport", ["false"]));
    statement.sid = Sid::from_words("only by tls");
    statement
}
