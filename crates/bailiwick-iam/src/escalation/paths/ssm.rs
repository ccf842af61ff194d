//! Systems Manager: commands and sessions on an instance have the credentials of its role.

use crate::escalation::path::{Path, Takes};

const PAGE: &str = "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started-restrict-access.html";
const COMMAND: &str =
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html";
const SERVICE: &[&str] = &["ec2.amazonaws.com"];
const AGENT: &str = "the agent of Systems Manager on the instance";

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "ssm-001",
        "opens a session on an instance that has the role",
        &["ssm:StartSession"],
        Takes::RoleOf(SERVICE),
        PAGE,
    )
    .on_existing(&["ec2:instance"])
    .resting_on(AGENT),
    Path::new(
        "ssm-002",
        "runs a command on an instance that has the role",
        &["ssm:SendCommand"],
        Takes::RoleOf(SERVICE),
        COMMAND,
    )
    .on_existing(&["ec2:instance"])
    .resting_on(AGENT),
];
