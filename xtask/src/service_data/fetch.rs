//! Fetching the pinned npm package into a temporary directory.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Error, Result};
use tempfile::TempDir;

use crate::process;

/// An unpacked package, gone when dropped.
pub(super) struct Fetched(TempDir);

impl Fetched {
    /// The folder of the package's files: npm archives hold one, `package`.
    pub(super) fn directory(&self) -> PathBuf {
        self.0.path().join("package")
    }
}

/// Downloads `package` at `version` with npm, as configured on this machine.
pub(super) fn fetch(package: &str, version: &str) -> Result<Fetched> {
    let directory = tempfile::tempdir()?;
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", &format!("{package}@{version}")]);
    let archive = run(npm, directory.path())?;
    let mut tar = Command::new("tar");
    tar.args(["-xzf", archive.trim()]);
    run(tar, directory.path())?;
    Ok(Fetched(directory))
}

fn run(mut command: Command, directory: &Path) -> Result<String> {
    command.current_dir(directory);
    process::run_for_output(command)?.map_err(Error::msg)
}
