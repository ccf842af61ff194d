//! IAM: what one can do to oneself. What one can do to others is in [`others`].

pub(super) mod others;

use crate::escalation::path::{Path, Takes};

const VERSIONS: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html";
const USER: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html";
const ROLE: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html";
const GROUP: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html";
const ATTACH_USER: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html";
const ATTACH_ROLE: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html";
const ATTACH_GROUP: &str =
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html";
const JOIN: &str = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html";

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "iam-001",
        "makes a new default version of a policy that it has",
        &["iam:CreatePolicyVersion"],
        Takes::OwnPolicies,
        VERSIONS,
    ),
    Path::new(
        "iam-005",
        "writes itself an inline policy",
        &["iam:PutRolePolicy"],
        Takes::OwnPolicies,
        ROLE,
    ),
    Path::new(
        "iam-007",
        "writes itself an inline policy",
        &["iam:PutUserPolicy"],
        Takes::OwnPolicies,
        USER,
    ),
    Path::new(
        "iam-008",
        "attaches a managed policy to itself",
        &["iam:AttachUserPolicy"],
        Takes::OwnPolicies,
        ATTACH_USER,
    ),
    Path::new(
        "iam-009",
        "attaches a managed policy to itself",
        &["iam:AttachRolePolicy"],
        Takes::OwnPolicies,
        ATTACH_ROLE,
    ),
    Path::new(
        "iam-010",
        "attaches a managed policy to a group that it is in",
        &["iam:AttachGroupPolicy"],
        Takes::OwnPolicies,
        ATTACH_GROUP,
    ),
    Path::new(
        "iam-011",
        "writes an inline policy for a group that it is in",
        &["iam:PutGroupPolicy"],
        Takes::OwnPolicies,
        GROUP,
    ),
    Path::new(
        "iam-013",
        "joins the group",
        &["iam:AddUserToGroup"],
        Takes::Group,
        JOIN,
    ),
];
