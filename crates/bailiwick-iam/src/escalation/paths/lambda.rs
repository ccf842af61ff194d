//! Lambda: a function runs with its execution role.

use crate::escalation::path::{Path, Takes};

const ROLE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html";
const SERVICE: &[&str] = &["lambda.amazonaws.com"];
const FUNCTION: &[&str] = &["lambda:function"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "lambda-001",
        "creates a function that runs with the role, and invokes it",
        &[
            "iam:PassRole",
            "lambda:CreateFunction",
            "lambda:InvokeFunction",
        ],
        Takes::RolePassedTo(SERVICE),
        ROLE,
    ),
    Path::new(
        "lambda-002",
        "creates a function that runs with the role, and has a stream or queue invoke it",
        &[
            "iam:PassRole",
            "lambda:CreateFunction",
            "lambda:CreateEventSourceMapping",
        ],
        Takes::RolePassedTo(SERVICE),
        ROLE,
    )
    .resting_on("a stream or queue that the role may read, and that gets a record"),
    Path::new(
        "lambda-003",
        "changes the code of a function that runs with the role, and waits",
        &["lambda:UpdateFunctionCode"],
        Takes::RoleOf(SERVICE),
        ROLE,
    )
    .on_existing(FUNCTION)
    .resting_on("something else that invokes the function"),
    Path::new(
        "lambda-004",
        "changes the code of a function that runs with the role, and invokes it",
        &["lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
        Takes::RoleOf(SERVICE),
        ROLE,
    )
    .on_existing(FUNCTION),
    Path::new(
        "lambda-005",
        "changes the code of a function that runs with the role, and lets itself invoke it",
        &["lambda:UpdateFunctionCode", "lambda:AddPermission"],
        Takes::RoleOf(SERVICE),
        ROLE,
    )
    .on_existing(FUNCTION),
    Path::new(
        "lambda-006",
        "creates a function that runs with the role, and lets itself invoke it",
        &[
            "iam:PassRole",
            "lambda:CreateFunction",
            "lambda:AddPermission",
        ],
        Takes::RolePassedTo(SERVICE),
        ROLE,
    ),
];
