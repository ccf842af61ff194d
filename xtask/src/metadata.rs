//! The part of `cargo metadata` that the gates read.
//!
//! Own types rather than the `cargo_metadata` crate: tests build made-up
//! workspaces from them, and that crate's types cannot be made up in few words.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::process;
use crate::workspace::Workspace;

/// A workspace and everything it is built from.
#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    /// The workspace's crates and all their dependencies.
    pub(crate) packages: Vec<Package>,
    /// Ids of the workspace's own crates.
    pub(crate) workspace_members: Vec<String>,
    /// Where cargo builds.
    pub(crate) target_directory: PathBuf,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// An SPDX expression, if the crate states one.
    pub(crate) license: Option<String>,
    /// Where it came from; `None` for a folder of ours.
    pub(crate) source: Option<String>,
    /// What its manifest declares, of every kind, optional or not.
    pub(crate) dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
}

impl Metadata {
    /// Asks cargo. With every feature, so that nothing hides behind one, and
    /// with the lock file as committed, so that a stale one fails.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let mut command = workspace.cargo();
        command.args(["metadata", "--format-version", "1"]);
        command.args(["--locked", "--all-features", "--quiet"]);
        match process::run_for_output(command)? {
            Ok(output) => {
                serde_json::from_str(&output).context("cannot read what `cargo metadata` prints")
            }
            Err(errors) => bail!(errors),
        }
    }

    /// The workspace's own crates.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| self.workspace_members.contains(&package.id))
    }
}
