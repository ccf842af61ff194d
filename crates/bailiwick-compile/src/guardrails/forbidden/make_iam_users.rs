//! No IAM users, and nothing that a user signs in or signs requests with.
//!
//! Source: "Actions, resources, and condition keys for AWS Identity and Access Management",
//! Service Authorization Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>).

use bailiwick_iam::policy::Statement;

use super::{Exempt, denial};

const ACTIONS: &[&str] = &[
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:CreateUser",
    "iam:ResetServiceSpecificCredential",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
    "iam:UpdateServiceSpecificCredential",
    "iam:UpdateSigningCertificate",
    "iam:UploadSSHPublicKey",
    "iam:UploadSigningCertificate",
];

pub(super) fn statement(exempt: &Exempt) -> Statement {
    denial("no iam users", ACTIONS, exempt)
}
