//! IAM: what one can do to other users and roles.

use crate::escalation::path::{Fact, Path, Takes};

const KEYS: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html";
const NEW_PASSWORD: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html";
const PASSWORD: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateLoginProfile.html";
const TRUST: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html";
const VERSIONS: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html";
const USER: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html";
const ROLE: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html";
const ATTACH_USER: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html";
const ATTACH_ROLE: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html";

pub(in super::super) const PATHS: &[Path] = &[
    Path::new(
        "iam-002",
        "makes an access key of the user",
        &["iam:CreateAccessKey"],
        Takes::User,
        KEYS,
    )
    .when(Fact::FewerThanTwoAccessKeys),
    Path::new(
        "iam-003",
        "deletes an access key of the user where it has two, and makes one",
        &["iam:CreateAccessKey", "iam:DeleteAccessKey"],
        Takes::User,
        KEYS,
    ),
    Path::new(
        "iam-004",
        "gives the user a password",
        &["iam:CreateLoginProfile"],
        Takes::User,
        NEW_PASSWORD,
    )
    .when(Fact::NoPassword),
    Path::new(
        "iam-006",
        "changes the password of the user",
        &["iam:UpdateLoginProfile"],
        Takes::User,
        PASSWORD,
    )
    .when(Fact::Password),
    Path::new(
        "iam-012",
        "makes the role trust it, and assumes it",
        &["iam:UpdateAssumeRolePolicy"],
        Takes::Role,
        TRUST,
    ),
    Path::new(
        "iam-014",
        "attaches a managed policy to the role, and assumes it",
        &["iam:AttachRolePolicy", "sts:AssumeRole"],
        Takes::RoleChanged,
        ATTACH_ROLE,
    ),
    Path::new(
        "iam-015",
        "attaches a managed policy to the user, and makes an access key of it",
        &["iam:AttachUserPolicy", "iam:CreateAccessKey"],
        Takes::UserChanged,
        ATTACH_USER,
    )
    .when(Fact::FewerThanTwoAccessKeys),
    Path::new(
        "iam-016",
        "makes a new default version of a policy of the role, and assumes it",
        &["iam:CreatePolicyVersion", "sts:AssumeRole"],
        Takes::RoleChanged,
        VERSIONS,
    ),
    Path::new(
        "iam-017",
        "writes an inline policy for the role, and assumes it",
        &["iam:PutRolePolicy", "sts:AssumeRole"],
        Takes::RoleChanged,
        ROLE,
    ),
    Path::new(
        "iam-018",
        "writes an inline policy for the user, and makes an access key of it",
        &["iam:PutUserPolicy", "iam:CreateAccessKey"],
        Takes::UserChanged,
        USER,
    )
    .when(Fact::FewerThanTwoAccessKeys),
    Path::new(
        "iam-019",
        "attaches a managed policy to the role, makes it trust itself, and assumes it",
        &["iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"],
        Takes::RoleChanged,
        ATTACH_ROLE,
    ),
    Path::new(
        "iam-020",
        "makes a new default version of a policy of the role, makes it trust itself, and assumes it",
        &["iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy"],
        Takes::RoleChanged,
        VERSIONS,
    ),
    Path::new(
        "iam-021",
        "writes an inline policy for the role, makes it trust itself, and assumes it",
        &["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"],
        Takes::RoleChanged,
        ROLE,
    ),
];
