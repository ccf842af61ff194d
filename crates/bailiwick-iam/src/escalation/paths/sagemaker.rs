//! SageMaker: notebooks and jobs have the credentials of their execution role.

use crate::escalation::path::{Path, Takes};

const ROLES: &str = "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html";
const LIFECYCLE: &str =
    "https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html";
const SERVICE: &[&str] = &["sagemaker.amazonaws.com"];
const TAKES: Takes = Takes::RolePassedTo(SERVICE);
const NOTEBOOK: &[&str] = &["sagemaker:notebook-instance"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "sagemaker-001",
        "creates a notebook instance with the role",
        &["iam:PassRole", "sagemaker:CreateNotebookInstance"],
        TAKES,
        ROLES,
    ),
    Path::new(
        "sagemaker-002",
        "creates a training job that runs its program with the role",
        &["iam:PassRole", "sagemaker:CreateTrainingJob"],
        TAKES,
        ROLES,
    ),
    Path::new(
        "sagemaker-003",
        "creates a processing job that runs its program with the role",
        &["iam:PassRole", "sagemaker:CreateProcessingJob"],
        TAKES,
        ROLES,
    ),
    Path::new(
        "sagemaker-004",
        "opens a notebook instance that has the role",
        &["sagemaker:CreatePresignedNotebookInstanceUrl"],
        Takes::RoleOf(SERVICE),
        ROLES,
    )
    .on_existing(NOTEBOOK),
    Path::new(
        "sagemaker-005",
        "makes a notebook instance that has the role run its commands when it starts",
        &[
            "sagemaker:CreateNotebookInstanceLifecycleConfig",
            "sagemaker:StopNotebookInstance",
            "sagemaker:UpdateNotebookInstance",
            "sagemaker:StartNotebookInstance",
        ],
        Takes::RoleOf(SERVICE),
        LIFECYCLE,
    )
    .on_existing(NOTEBOOK),
];
