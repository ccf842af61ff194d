//! Where the workspace lies, and how to call cargo in it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::metadata::Metadata;
use crate::process;

/// The repository that this xtask was built in.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    pub(crate) fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("xtask lies in a folder of the workspace");
        Self {
            root: root.to_path_buf(),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the root.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo, as a developer would start it at the root.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        // `cargo run` describes xtask in these. A build script that watches one
        // would be built anew each time a developer and xtask take turns.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        if process::is_watched() {
            command.env("CARGO_TERM_COLOR", "always");
        }
        command
    }

    /// The `bailiwick` binary, built.
    ///
    /// Built together with the tests although they are not run here: the tests
    /// enable features of shared dependencies, and a build without them would
    /// compile the same heavy crates a second time.
    pub(crate) fn bailiwick(&self) -> Result<PathBuf> {
        let mut command = self.cargo();
        command.args(["build", "--workspace", "--tests", "--bin", "bailiwick"]);
        command.arg("--quiet");
        let finished = process::run_captured(command)?;
        if !finished.success {
            bail!("cannot build `bailiwick`\n{}", finished.output);
        }
        let metadata = Metadata::read(self)?;
        Ok(metadata.target_directory.join("debug/bailiwick"))
    }

    /// An empty folder for what a gate writes. It stays until the next run, so
    /// that a person can look at what was refused.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = Metadata::read(self)?
            .target_directory
            .join("gates")
            .join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}
