//! The actions that the words of guardrails mean, as an engineer would list them.
//!
//! Written from the Service Authorization Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>),
//! not from what the compiler denies.

use std::collections::BTreeSet;

use bailiwick_compile::Blueprint;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::Destination;

pub(super) const LEAVING: &[&str] = &["organizations:LeaveOrganization", "account:CloseAccount"];

pub(super) const CLOUDTRAIL: &[&str] = &[
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "cloudtrail:UpdateTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:PutInsightSelectors",
    "cloudtrail:PutEventConfiguration",
    "cloudtrail:StopEventDataStoreIngestion",
    "cloudtrail:DeleteEventDataStore",
    "cloudtrail:UpdateEventDataStore",
];

pub(super) const CONFIG: &[&str] = &[
    "config:StopConfigurationRecorder",
    "config:DeleteConfigurationRecorder",
    "config:DeleteServiceLinkedConfigurationRecorder",
    "config:PutConfigurationRecorder",
    "config:DisassociateResourceTypes",
    "config:DeleteDeliveryChannel",
    "config:PutDeliveryChannel",
    "config:DeleteConfigRule",
    "config:DeleteAggregationAuthorization",
    "config:DeleteRetentionConfiguration",
    "config:PutRetentionConfiguration",
];

pub(super) const GUARDDUTY: &[&str] = &[
    "guardduty:DeleteDetector",
    "guardduty:UpdateDetector",
    "guardduty:UpdateMemberDetectors",
    "guardduty:UpdateOrganizationConfiguration",
    "guardduty:DisableOrganizationAdminAccount",
    "guardduty:DisassociateFromAdministratorAccount",
    "guardduty:DisassociateFromMasterAccount",
    "guardduty:DisassociateMembers",
    "guardduty:DeleteMembers",
    "guardduty:StopMonitoringMembers",
    "guardduty:ArchiveFindings",
    "guardduty:CreateFilter",
    "guardduty:UpdateFilter",
    "guardduty:CreateIPSet",
    "guardduty:UpdateIPSet",
    "guardduty:DeleteIPSet",
    "guardduty:CreateTrustedEntitySet",
    "guardduty:UpdateTrustedEntitySet",
    "guardduty:DeleteThreatIntelSet",
    "guardduty:UpdateThreatIntelSet",
    "guardduty:DeleteThreatEntitySet",
    "guardduty:UpdateThreatEntitySet",
    "guardduty:DeletePublishingDestination",
    "guardduty:UpdatePublishingDestination",
];

pub(super) const IAM_USERS: &[&str] = &[
    "iam:CreateUser",
    "iam:CreateAccessKey",
    "iam:UpdateAccessKey",
    "iam:CreateLoginProfile",
    "iam:UpdateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:UpdateServiceSpecificCredential",
    "iam:ResetServiceSpecificCredential",
    "iam:UploadSSHPublicKey",
    "iam:UploadSigningCertificate",
    "iam:UpdateSigningCertificate",
];

pub(super) const STACKS: &[&str] = &[
    "cloudformation:CreateStack",
    "cloudformation:UpdateStack",
    "cloudformation:DeleteStack",
    "cloudformation:CreateChangeSet",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:CancelUpdateStack",
    "cloudformation:ContinueUpdateRollback",
    "cloudformation:RollbackStack",
    "cloudformation:SetStackPolicy",
    "cloudformation:UpdateTerminationProtection",
];

pub(super) const ROLES: &[&str] = &[
    "iam:DeleteRole",
    "iam:UpdateRole",
    "iam:UpdateRoleDescription",
    "iam:UpdateAssumeRolePolicy",
    "iam:AttachRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePolicy",
    "iam:DeleteRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:DeleteRolePermissionsBoundary",
    "iam:TagRole",
    "iam:UntagRole",
];

pub(super) const BOUNDED: &[&str] = &[
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:PutRolePermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:DetachRolePolicy",
    "iam:DetachUserPolicy",
    "iam:DeleteRolePolicy",
    "iam:DeleteUserPolicy",
];

pub(super) const UNBOUNDING: &[&str] = &[
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
];

pub(super) const BOUNDARY: &[&str] = &[
    "iam:CreatePolicy",
    "iam:DeletePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
];

pub(super) const OURS: &[&str] = &[
    "s3:*",
    "kms:*",
    "sqs:*",
    "secretsmanager:*",
    "sts:AssumeRole",
    "sts:SetContext",
];

pub(super) const OURS_BY_SERVICES: &[&str] =
    &["s3:*", "kms:*", "sqs:*", "secretsmanager:*", "sts:*"];

/// What costs most, and begins with one request.
pub(super) const STARTING: &[&str] = &[
    "ec2:RunInstances",
    "ec2:StartInstances",
    "ec2:RequestSpotInstances",
    "ec2:PurchaseReservedInstancesOffering",
    "ec2:AllocateHosts",
    "ec2:CreateNatGateway",
    "ec2:CreateVolume",
    "autoscaling:CreateAutoScalingGroup",
    "autoscaling:SetDesiredCapacity",
    "autoscaling:UpdateAutoScalingGroup",
    "ecs:RunTask",
    "ecs:CreateService",
    "ecs:UpdateService",
    "eks:CreateCluster",
    "eks:CreateNodegroup",
    "lambda:InvokeFunction",
    "lambda:CreateFunction",
    "rds:CreateDBInstance",
    "rds:StartDBInstance",
    "redshift:CreateCluster",
    "elasticache:CreateCacheCluster",
    "es:CreateDomain",
    "sagemaker:CreateEndpoint",
    "sagemaker:CreateTrainingJob",
    "bedrock:InvokeModel",
    "elasticmapreduce:RunJobFlow",
    "dynamodb:CreateTable",
    "savingsplans:CreateSavingsPlan",
    "s3:PutObject",
];

/// Services of which nothing is claimed: AWS runs them for all regions at once, or lets some
/// of their actions be asked of one region about another. The page of AWS Control Tower on
/// denying regions names them
/// (<https://docs.aws.amazon.com/controltower/latest/userguide/primary-region-deny-policy.html>).
pub(super) const WITHOUT_REGIONS: &[&str] = &[
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
    "cloudtrail",
    "compute-optimizer",
    "config",
    "consolidatedbilling",
    "cur",
    "devicefarm",
    "directconnect",
    "ec2",
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
    "s3",
    "savingsplans",
    "shield",
    "sso",
    "sts",
    "support",
    "supportapp",
    "supportplans",
    "sustainability",
    "tag",
    "tax",
    "trustedadvisor",
    "waf",
    "waf-regional",
    "wafv2",
    "wellarchitected",
];

/// What would change logs, and on what: the buckets and log groups that the estate names, and
/// the buckets that are made for logs.
pub(super) fn logs(
    estate: &Estate,
    blueprint: &Blueprint,
) -> Vec<(&'static [&'static str], String)> {
    let mut buckets = BTreeSet::new();
    let mut groups = BTreeSet::new();
    for to in estate.logs.iter().flat_map(|log| log.to.iter()) {
        match to {
            Destination::S3(to) if to.account.is_some() => {
                buckets.insert(to.s3.to_string());
            }
            Destination::CloudWatch(to) => {
                groups.insert(format!("arn:aws:logs:*:*:log-group:{}", to.cloudwatch));
            }
            _ => {}
        }
    }
    let made = blueprint
        .stacks
        .iter()
        .filter(|stack| stack.name == "logs-data");
    let made = made.flat_map(|stack| stack.template.resources.values());
    let names = made.filter_map(|resource| resource.properties.get("BucketName")?.as_str());
    buckets.extend(names.map(str::to_owned));
    let of_buckets = buckets.into_iter().flat_map(|name| {
        let arn = format!("arn:aws:s3:::{name}");
        [(OBJECTS, format!("{arn}/*")), (BUCKETS, arn)]
    });
    let of_groups = groups
        .into_iter()
        .flat_map(|group| [(GROUPS, format!("{group}:*")), (GROUPS, group)]);
    of_buckets.chain(of_groups).collect()
}

const OBJECTS: &[&str] = &[
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:PutObjectAcl",
    "s3:PutObjectVersionAcl",
    "s3:PutObjectRetention",
    "s3:PutObjectLegalHold",
    "s3:BypassGovernanceRetention",
];

const BUCKETS: &[&str] = &[
    "s3:DeleteBucket",
    "s3:PutBucketPolicy",
    "s3:DeleteBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
    "s3:PutEncryptionConfiguration",
    "s3:PutReplicationConfiguration",
    "s3:PutBucketObjectLockConfiguration",
];

const GROUPS: &[&str] = &[
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:PutRetentionPolicy",
    "logs:DeleteRetentionPolicy",
];
