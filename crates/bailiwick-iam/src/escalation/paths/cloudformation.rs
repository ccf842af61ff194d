//! CloudFormation: a stack acts with its service role, a stack set with its
//! administration role.

use crate::escalation::path::{Path, Takes};

const ROLE: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html";
const SETS: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html";
const SERVICE: &[&str] = &["cloudformation.amazonaws.com"];
const STACK: &[&str] = &["cloudformation:stack"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "cloudformation-001",
        "creates a stack that acts with the role",
        &["iam:PassRole", "cloudformation:CreateStack"],
        Takes::RolePassedTo(SERVICE),
        ROLE,
    ),
    Path::new(
        "cloudformation-002",
        "changes a stack that acts with the role",
        &["cloudformation:UpdateStack"],
        Takes::RoleOf(SERVICE),
        ROLE,
    )
    .on_existing(STACK),
    Path::new(
        "cloudformation-003",
        "creates a stack set that is administered with the role, and stacks of it",
        &[
            "iam:PassRole",
            "cloudformation:CreateStackSet",
            "cloudformation:CreateStackInstances",
        ],
        Takes::RolePassedTo(SERVICE),
        SETS,
    ),
    Path::new(
        "cloudformation-004",
        "changes a stack set, to be administered with the role",
        &["iam:PassRole", "cloudformation:UpdateStackSet"],
        Takes::RolePassedTo(SERVICE),
        SETS,
    )
    .on_existing(&["cloudformation:stackset"]),
    Path::new(
        "cloudformation-005",
        "changes a stack that acts with the role, by a change set",
        &[
            "cloudformation:CreateChangeSet",
            "cloudformation:ExecuteChangeSet",
        ],
        Takes::RoleOf(SERVICE),
        ROLE,
    )
    .on_existing(STACK),
];
