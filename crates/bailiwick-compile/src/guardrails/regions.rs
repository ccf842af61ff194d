//! Only approved regions.
//!
//! Services that AWS runs for all regions at once answer from one of them, mostly us-east-1,
//! so they are left out of the denial, with what the console and other regions need of
//! regional services.
//!
//! Sources: "General examples", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html>);
//! "Deny access to AWS based on the requested AWS Region", AWS Control Tower User Guide
//! (<https://docs.aws.amazon.com/controltower/latest/userguide/primary-region-deny-policy.html>),
//! whose list is the longer one.

use bailiwick_estate::model::Guardrail;
use bailiwick_iam::policy::{Condition, Effect, Selection, Sid, Statement};

use super::exempt::Exempt;

/// Services without regions.
const EVERYWHERE: &[&str] = &[
    "a4b",
    "access-analyzer",
    "account",
    "acm",
    "artifact",
    "aws-marketplace",
    "aws-marketplace-management",
    "aws-portal",
    "billing",
    "billingconductor",
    "budgets",
    "ce",
    "chatbot",
    "chime",
    "cloudfront",
    "compute-optimizer",
    "config",
    "consolidatedbilling",
    "cur",
    "devicefarm",
    "directconnect",
    "ecr-public",
    "fms",
    "freetier",
    "globalaccelerator",
    "health",
    "iam",
    "importexport",
    "invoicing",
    "iq",
    "kms",
    "mobileanalytics",
    "networkmanager",
    "notifications",
    "notifications-contacts",
    "organizations",
    "payments",
    "pricing",
    "resource-explorer-2",
    "route53",
    "route53-recovery-cluster",
    "route53-recovery-control-config",
    "route53-recovery-readiness",
    "route53domains",
    "savingsplans",
    "shield",
    "sso",
    "sts",
    "support",
    "supportapp",
    "supportplans",
    "sustainability",
    "tax",
    "trustedadvisor",
    "waf",
    "waf-regional",
    "wafv2",
    "wellarchitected",
];

/// What is asked of regional services without meaning a region.
const ACTIONS: &[&str] = &[
    "cloudtrail:LookupEvents",
    "ec2:DescribeRegions",
    "ec2:DescribeTransitGateways",
    "ec2:DescribeVpnGateways",
    "s3:GetAccountPublicAccessBlock",
    "s3:GetBucketLocation",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:ListAllMyBuckets",
    "s3:PutAccountPublicAccessBlock",
    "tag:GetResources",
];

pub(super) fn statement(guardrail: &Guardrail, exempt: &Exempt) -> Option<Statement> {
    if guardrail.regions.is_empty() {
        return None;
    }
    let services = EVERYWHERE.iter().map(|service| format!("{service}:*"));
    let actions = ACTIONS.iter().map(|action| (*action).to_owned());
    let regions = guardrail.regions.iter().map(ToString::to_string);
    let elsewhere = Condition::test("StringNotEquals", "aws:RequestedRegion", regions);
    let selection = Selection::all_except(services.chain(actions));
    let mut statement = Statement::new(Effect::Deny, selection)
        .on(["*"])
        .when(exempt.others(elsewhere));
    statement.sid = Sid::from_words("approved regions");
    Some(statement)
}
