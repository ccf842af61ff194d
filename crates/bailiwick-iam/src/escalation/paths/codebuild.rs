//! CodeBuild: a build has the credentials of its project's service role, and whoever
//! starts it may say what it runs.

use crate::escalation::path::{Path, Takes};

const START: &str = "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html";
const BATCH: &str =
    "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuildBatch.html";
const SERVICE: &[&str] = &["codebuild.amazonaws.com"];
const PROJECT: &[&str] = &["codebuild:project"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "codebuild-001",
        "creates a project with the role, and starts a build in it",
        &[
            "iam:PassRole",
            "codebuild:CreateProject",
            "codebuild:StartBuild",
        ],
        Takes::RolePassedTo(SERVICE),
        START,
    ),
    Path::new(
        "codebuild-002",
        "starts a build, with its own commands, in a project that has the role",
        &["codebuild:StartBuild"],
        Takes::RoleOf(SERVICE),
        START,
    )
    .on_existing(PROJECT),
    Path::new(
        "codebuild-003",
        "starts a batch of builds, with its own commands, in a project that has the role",
        &["codebuild:StartBuildBatch"],
        Takes::RoleOf(SERVICE),
        BATCH,
    )
    .on_existing(PROJECT),
    Path::new(
        "codebuild-004",
        "creates a project with the role, and starts a batch of builds in it",
        &[
            "iam:PassRole",
            "codebuild:CreateProject",
            "codebuild:StartBuildBatch",
        ],
        Takes::RolePassedTo(SERVICE),
        BATCH,
    ),
];
