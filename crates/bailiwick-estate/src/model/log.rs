//! Logs: what is recorded, where it goes and how long it is kept.

use super::{Account, Environment, Owner, Section, System, Workload, one_of, section};
use crate::lower::{List, Ref, Text, record, words};
use crate::model::Recipient;
use crate::value::Duration;

record! {
    /// A log source, where it flows and how long it is kept.
    pub struct Log {
        /// What is recorded, and what it answers.
        pub description: Option<Text>,
        /// What writes it.
        pub source: LogSource,
        /// The accounts it is recorded in; every account when left out.
        pub accounts: List<Ref<Account>>,
        /// The environments it is recorded in; every environment when left out.
        pub environments: List<Ref<Environment>>,
        /// The workloads whose logs these are.
        pub workloads: List<Ref<Workload>>,
        /// Where it flows.
        pub to: List<Destination>,
        /// How long it is kept.
        pub retention: Duration,
        /// Who is told when new files arrive.
        pub notify: List<Recipient>,
        /// Who answers for it.
        pub owner: Option<Owner>,
        /// How engineers look at it.
        pub read_with: List<Text>,
    }
}
section!(Log, "logs", "log");

words! {
    /// What writes a log.
    pub enum LogSource {
        /// API calls (AWS CloudTrail).
        CloudTrail = "cloudtrail",
        /// Configuration of resources over time (AWS Config).
        Config = "config",
        /// Findings of Amazon GuardDuty.
        GuardDuty = "guardduty",
        /// Traffic of networks (VPC flow logs).
        FlowLogs = "vpc-flow-logs",
        /// DNS queries from networks (Route 53 Resolver).
        ResolverQueries = "resolver-query-logs",
        /// DNS queries to a public hosted zone.
        HostedZoneQueries = "hosted-zone-query-logs",
        /// Requests to load balancers.
        LoadBalancer = "load-balancer-access-logs",
        /// Requests to buckets (S3 server access logs).
        S3Access = "s3-access-logs",
        /// Requests to a CDN (CloudFront).
        CloudFront = "cloudfront-access-logs",
        /// Requests that a web ACL saw (AWS WAF).
        Waf = "waf-logs",
        /// The control plane of Kubernetes clusters (EKS).
        Eks = "eks-control-plane",
        /// Databases (RDS).
        Rds = "rds-logs",
        /// Containers (ECS).
        Ecs = "ecs-containers",
        /// Functions (AWS Lambda).
        Lambda = "lambda",
        /// Traffic through transit gateways.
        TransitGateway = "transit-gateway-flow-logs",
        /// What a firewall let through, and what not (AWS Network Firewall).
        NetworkFirewall = "network-firewall",
        /// Traffic through accelerators (AWS Global Accelerator).
        GlobalAccelerator = "global-accelerator-flow-logs",
        /// Requests between services (VPC Lattice).
        Lattice = "vpc-lattice-access-logs",
        /// Who came in without a VPN (AWS Verified Access).
        VerifiedAccess = "verified-access-logs",
        /// Who came in by VPN (AWS Client VPN).
        ClientVpn = "client-vpn-connections",
        /// Tunnels to other networks (AWS Site-to-Site VPN).
        SiteToSiteVpn = "site-to-site-vpn",
        /// Requests to APIs (Amazon API Gateway).
        ApiGateway = "api-gateway",
        /// Who signed in to an application (Amazon Cognito).
        Cognito = "cognito-user-pools",
        /// What models were asked and said (Amazon Bedrock).
        Bedrock = "bedrock-invocations",
        /// Brokers (Amazon MSK).
        Msk = "msk-brokers",
        /// Caches (Amazon ElastiCache).
        ElastiCache = "elasticache",
        /// Who asked a data warehouse what (Amazon Redshift).
        Redshift = "redshift-audit",
        /// What the company's own applications write.
        Application = "application",
    }
}

one_of! {
    /// Where a log flows.
    pub enum Destination {
        /// A bucket.
        S3(S3Destination) = "s3",
        /// A log group of CloudWatch Logs.
        CloudWatch(CloudWatchDestination) = "cloudwatch",
        /// A stream of Amazon Data Firehose.
        Firehose(FirehoseDestination) = "firehose",
        /// A product that somebody else runs.
        Saas(SaasDestination) = "saas",
    }
}

record! {
    /// A bucket that logs flow to.
    pub struct S3Destination {
        /// The bucket's name. Where it lies in several accounts, each has its account's name
        /// after it.
        pub s3: Text,
        /// The account it lies in; that of the source when left out.
        pub account: Option<Ref<Account>>,
    }
}

record! {
    /// A log group that logs flow to.
    pub struct CloudWatchDestination {
        /// The log group's name.
        pub cloudwatch: Text,
        /// The account it lies in; that of the source when left out.
        pub account: Option<Ref<Account>>,
    }
}

record! {
    /// A delivery stream that logs flow to.
    pub struct FirehoseDestination {
        /// The stream's name.
        pub firehose: Text,
        /// The account it lies in; that of the source when left out.
        pub account: Option<Ref<Account>>,
    }
}

record! {
    /// A product that logs flow to.
    pub struct SaasDestination {
        /// The product.
        pub saas: Ref<System>,
    }
}
