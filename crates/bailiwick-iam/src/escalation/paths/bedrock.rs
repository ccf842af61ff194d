//! Bedrock AgentCore: code in a code interpreter has the credentials of its execution role.

use crate::escalation::path::{Path, Takes};

const PAGE: &str = "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-resource-session-management.html";
const SERVICE: &[&str] = &["bedrock-agentcore.amazonaws.com"];

/// The interpreters that AWS keeps for everyone, which have no role.
const OF_AWS: &[&str] = &["code-interpreter"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "bedrock-001",
        "creates a code interpreter with the role, and runs code in it",
        &[
            "iam:PassRole",
            "bedrock-agentcore:CreateCodeInterpreter",
            "bedrock-agentcore:StartCodeInterpreterSession",
            "bedrock-agentcore:InvokeCodeInterpreter",
        ],
        Takes::RolePassedTo(SERVICE),
        PAGE,
    )
    .without(OF_AWS),
    Path::new(
        "bedrock-002",
        "runs code in a code interpreter that has the role",
        &[
            "bedrock-agentcore:StartCodeInterpreterSession",
            "bedrock-agentcore:InvokeCodeInterpreter",
        ],
        Takes::RoleOf(SERVICE),
        PAGE,
    )
    .on_existing(&["bedrock-agentcore:code-interpreter-custom"])
    .without(OF_AWS),
];
