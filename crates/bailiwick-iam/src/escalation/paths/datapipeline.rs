//! Data Pipeline: a pipeline acts with its role, and its activities with that of their
//! machines.

use crate::escalation::path::{Path, Takes};

const PAGE: &str = "https://docs.aws.amazon.com/datapipeline/latest/DeveloperGuide/emrcluster-example-custom-iam-roles.html";

pub(super) const PATHS: &[Path] = &[Path::new(
    "datapipeline-001",
    "creates a pipeline with the role, and runs its commands in it",
    &[
        "iam:PassRole",
        "datapipeline:CreatePipeline",
        "datapipeline:PutPipelineDefinition",
        "datapipeline:ActivatePipeline",
    ],
    Takes::RolePassedTo(&[
        "datapipeline.amazonaws.com",
        "elasticmapreduce.amazonaws.com",
    ]),
    PAGE,
)];
