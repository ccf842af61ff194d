//! Where each source of logs can deliver them.
//!
//! Owns: one table, a row for each source, with the AWS page that lists its destinations.
//! A product that somebody else runs fetches logs in ways of its own, so that a `saas`
//! destination is always possible.

use crate::model::{Destination, LogSource};

/// Where a source can deliver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The destinations, by their words in the language.
    pub destinations: &'static [&'static str],
    /// The AWS page that lists them, by its title.
    pub page: &'static str,
}

/// Every destination of AWS that the language has.
const ALL: &[&str] = &["s3", "cloudwatch", "firehose"];

/// Where a source can deliver.
///
/// Where services of one kind differ, it is what any of them can: network load balancers
/// deliver to CloudWatch Logs and Firehose, application load balancers to buckets.
#[must_use]
pub fn delivery(source: LogSource) -> Delivery {
    let (destinations, page): (&[&str], _) = match source {
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
        LogSource::ClientVpn => (
            &["cloudwatch"],
            "ConnectionLogOptions, Amazon EC2 API Reference",
        ),
        LogSource::SiteToSiteVpn => (
            &["cloudwatch"],
            "VpnTunnelLogOptionsSpecification, Amazon EC2 API Reference",
        ),
        LogSource::S3Access => (&["s3"], "PUT Bucket logging, Amazon S3 API Reference"),
        LogSource::GlobalAccelerator => (
            &["s3"],
            "AcceleratorAttributes, AWS Global Accelerator API Reference",
        ),
        LogSource::Redshift => (
            &["s3", "cloudwatch"],
            "Database audit logging, Amazon Redshift Management Guide",
        ),
        LogSource::Bedrock => (
            &["s3", "cloudwatch"],
            "Monitor model invocation using CloudWatch Logs and Amazon S3, Amazon Bedrock User Guide",
        ),
        LogSource::ElastiCache => (
            &["cloudwatch", "firehose"],
            "ElastiCache logging destinations, Amazon ElastiCache User Guide",
        ),
        LogSource::FlowLogs => (
            ALL,
            "Logging IP traffic using VPC Flow Logs, Amazon VPC User Guide",
        ),
        LogSource::TransitGateway => (
            ALL,
            "Transit Gateway Flow Logs, Amazon VPC Transit Gateways",
        ),
        LogSource::ResolverQueries => (
            ALL,
            "Resolver query logging, Amazon Route 53 Developer Guide",
        ),
        LogSource::NetworkFirewall => (
            ALL,
            "LogDestinationConfig, AWS Network Firewall API Reference",
        ),
        LogSource::Lattice => (ALL, "Access logs, Amazon VPC Lattice User Guide"),
        LogSource::VerifiedAccess => (ALL, "Logging permissions, AWS Verified Access User Guide"),
        LogSource::LoadBalancer => (
            ALL,
            "Access logs for your Network Load Balancer, Elastic Load Balancing",
        ),
        LogSource::CloudFront => (
            ALL,
            "Configure standard logging (v2), Amazon CloudFront Developer Guide",
        ),
        LogSource::Waf => (
            ALL,
            "Logging AWS WAF protection pack (web ACL) traffic, AWS WAF Developer Guide",
        ),
        LogSource::ApiGateway => (
            ALL,
            "Create a log delivery for REST API execution logs, Amazon API Gateway Developer Guide",
        ),
        LogSource::Cognito => (
            ALL,
            "LogConfigurationType, Amazon Cognito User Pools API Reference",
        ),
        LogSource::Msk => (ALL, "Amazon MSK logging, Amazon MSK Developer Guide"),
        LogSource::Lambda => (
            ALL,
            "Working with Lambda function logs, AWS Lambda Developer Guide",
        ),
        LogSource::Ecs => (
            ALL,
            "Send Amazon ECS logs to an AWS service or AWS Partner, Amazon ECS Developer Guide",
        ),
        // Audits of SQL Server go to buckets, everything else to CloudWatch Logs; no page that
        // was read says that nothing goes elsewhere.
        LogSource::Rds => (
            ALL,
            "Monitoring Amazon RDS log files, Amazon RDS User Guide",
        ),
        // An application writes where it likes.
        LogSource::Application => (ALL, "the application's own documentation"),
    };
    Delivery { destinations, page }
}

impl Delivery {
    /// Whether a destination is one of them.
    #[must_use]
    pub fn reaches(&self, destination: &Destination) -> bool {
        let word = destination.word();
        word == "saas" || self.destinations.contains(&word)
    }
}

impl Destination {
    /// Its word in the language: `s3`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::S3(_) => "s3",
            Self::CloudWatch(_) => "cloudwatch",
            Self::Firehose(_) => "firehose",
            Self::Saas(_) => "saas",
        }
    }
}
