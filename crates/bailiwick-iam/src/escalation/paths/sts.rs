//! Taking a role that lets itself be taken.

use crate::escalation::path::{Path, Takes};

const ASSUME: &str = "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html";

pub(super) const PATHS: &[Path] = &[Path::new(
    "sts-001",
    "assumes the role, which trusts it",
    &["sts:AssumeRole"],
    Takes::Role,
    ASSUME,
)];
