//! Glue: jobs and development endpoints run with their role.

use crate::escalation::path::{Path, Takes};

const PAGE: &str = "https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html";
const SERVICE: &[&str] = &["glue.amazonaws.com"];
const TAKES: Takes = Takes::RolePassedTo(SERVICE);
const JOB: &[&str] = &["glue:job"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "glue-001",
        "creates a development endpoint with the role, and signs in to it",
        &["iam:PassRole", "glue:CreateDevEndpoint"],
        TAKES,
        PAGE,
    ),
    Path::new(
        "glue-002",
        "puts its key on a development endpoint that has the role, and signs in to it",
        &["glue:UpdateDevEndpoint"],
        Takes::RoleOf(SERVICE),
        PAGE,
    )
    .on_existing(&["glue:devendpoint"]),
    Path::new(
        "glue-003",
        "creates a job that runs with the role, and starts it",
        &["iam:PassRole", "glue:CreateJob", "glue:StartJobRun"],
        TAKES,
        PAGE,
    ),
    Path::new(
        "glue-004",
        "creates a job that runs with the role, and a trigger that starts it",
        &["iam:PassRole", "glue:CreateJob", "glue:CreateTrigger"],
        TAKES,
        PAGE,
    ),
    Path::new(
        "glue-005",
        "changes a job to run its commands with the role, and starts it",
        &["iam:PassRole", "glue:UpdateJob", "glue:StartJobRun"],
        TAKES,
        PAGE,
    )
    .on_existing(JOB),
    Path::new(
        "glue-006",
        "changes a job to run its commands with the role, and makes a trigger that starts it",
        &["iam:PassRole", "glue:UpdateJob", "glue:CreateTrigger"],
        TAKES,
        PAGE,
    )
    .on_existing(JOB),
];
