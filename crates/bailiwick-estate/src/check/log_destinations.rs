//! A log flows where its source can deliver it.
//!
//! Only sources whose destinations AWS's documentation lists completely are held to
//! them; the others may flow anywhere. A `saas` destination is never refused, since
//! products fetch logs in ways of their own.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::alternatives;
use crate::model::{Destination, LogSource};

/// The destinations of a source, and the AWS page that lists them.
fn destinations(source: LogSource) -> Option<(&'static [&'static str], &'static str)> {
    Some(match source {
        LogSource::CloudTrail => (
            &["s3", "cloudwatch"],
            "Working with CloudTrail trails, AWS CloudTrail User Guide",
        ),
        LogSource::Config => (
            &["s3"],
            "Managing the Delivery Channel, AWS Config Developer Guide",
        ),
        LogSource::GuardDuty => (
            &["s3"],
            "Exporting generated GuardDuty findings to Amazon S3 buckets, Amazon GuardDuty User Guide",
        ),
        LogSource::HostedZoneQueries => (
            &["cloudwatch"],
            "Public DNS query logging, Amazon Route 53 Developer Guide",
        ),
        LogSource::Eks => (
            &["cloudwatch"],
            "Amazon EKS control plane logging, Amazon EKS User Guide",
        ),
        // Each of the three destinations of the language: "Logging IP traffic using VPC Flow
        // Logs", "Resolver query logging", "Logging AWS WAF protection pack (web ACL) traffic",
        // "Working with Lambda function logs". Not settled by a page that was read, or open by
        // design: load balancers (NLB delivers to all three by now), S3 access, CloudFront,
        // RDS (SQL Server audits go to S3), ECS, applications.
        LogSource::FlowLogs
        | LogSource::ResolverQueries
        | LogSource::LoadBalancer
        | LogSource::S3Access
        | LogSource::CloudFront
        | LogSource::Waf
        | LogSource::Rds
        | LogSource::Ecs
        | LogSource::Lambda
        | LogSource::Application => return None,
    })
}

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for log in estate.logs.iter() {
        let source = log.source;
        let Some((possible, page)) = destinations(source) else {
            continue;
        };
        for destination in &log.to {
            let word = word(destination);
            if word == "saas" || possible.contains(&word) {
                continue;
            }
            diagnostics.push(
                Diagnostic::error(
                    Code::LOG_DESTINATION,
                    destination.span(),
                    format!("`{source}` cannot flow to `{word}`"),
                )
                .related(log.fields.value("source"), "this is what writes the log")
                .help(format!(
                    "AWS delivers it to {} (\"{page}\")",
                    alternatives(possible.iter().copied()).replace(" or ", " and ")
                )),
            );
        }
        let to_bucket = |to: &Destination| word(to) == "s3";
        if source == LogSource::CloudTrail && !log.to.iter().any(to_bucket) {
            diagnostics.push(
                Diagnostic::error(
                    Code::LOG_DESTINATION,
                    log.fields.key("to").unwrap_or(log.span),
                    format!("the trail `{}` has no bucket", log.name),
                )
                .help(format!(
                    "add `{{ s3: <bucket> }}` to `to`: a trail always delivers to a bucket (\"{page}\")"
                )),
            );
        }
    }
}

fn word(destination: &Destination) -> &'static str {
    match destination {
        Destination::S3(_) => "s3",
        Destination::CloudWatch(_) => "cloudwatch",
        Destination::Firehose(_) => "firehose",
        Destination::Saas(_) => "saas",
    }
}
