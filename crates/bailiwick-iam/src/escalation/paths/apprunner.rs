//! App Runner: a service's code has the credentials of its instance role.

use crate::escalation::path::{Path, Takes};

const ROLE: &str =
    "https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html";
const SERVICE: &[&str] = &["tasks.apprunner.amazonaws.com"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "apprunner-001",
        "creates a service whose code has the role",
        &["iam:PassRole", "apprunner:CreateService"],
        Takes::RolePassedTo(SERVICE),
        ROLE,
    ),
    Path::new(
        "apprunner-002",
        "changes the code of a service that has the role",
        &["apprunner:UpdateService"],
        Takes::RoleOf(SERVICE),
        ROLE,
    )
    .on_existing(&["apprunner:service"]),
];
