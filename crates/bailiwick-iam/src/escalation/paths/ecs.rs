//! ECS: containers have the credentials of their task's role.

use crate::escalation::path::{Path, Takes};

const ROLE: &str =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html";
const TAKES: Takes = Takes::RolePassedTo(&["ecs-tasks.amazonaws.com"]);
const CLUSTER: &[&str] = &["ecs:cluster"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "ecs-001",
        "creates a cluster, and in it a service whose tasks have the role",
        &[
            "iam:PassRole",
            "ecs:CreateCluster",
            "ecs:RegisterTaskDefinition",
            "ecs:CreateService",
        ],
        TAKES,
        ROLE,
    ),
    Path::new(
        "ecs-002",
        "creates a cluster, and runs a task with the role in it",
        &[
            "iam:PassRole",
            "ecs:CreateCluster",
            "ecs:RegisterTaskDefinition",
            "ecs:RunTask",
        ],
        TAKES,
        ROLE,
    ),
    Path::new(
        "ecs-003",
        "creates a service whose tasks have the role",
        &[
            "iam:PassRole",
            "ecs:RegisterTaskDefinition",
            "ecs:CreateService",
        ],
        TAKES,
        ROLE,
    )
    .on_existing(CLUSTER),
    Path::new(
        "ecs-004",
        "runs a task with the role",
        &["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
        TAKES,
        ROLE,
    )
    .on_existing(CLUSTER),
    Path::new(
        "ecs-005",
        "starts a task with the role on a machine of a cluster",
        &[
            "iam:PassRole",
            "ecs:RegisterTaskDefinition",
            "ecs:StartTask",
        ],
        TAKES,
        ROLE,
    )
    .on_existing(&["ecs:container-instance"]),
];
