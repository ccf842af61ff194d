//! A folder for a test, and the real binary run in it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A temporary folder that the binary runs in.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with files in it, by their paths.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The output of `bailiwick` with arguments, without colour.
    pub(crate) fn output(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The command itself, not yet started.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bailiwick"));
        command
            .args(arguments.split_whitespace())
            .current_dir(self.path())
            .env_clear();
        command
    }

    /// The exit code, the output and the errors, as a person reads them.
    pub(crate) fn run(&self, arguments: &str) -> String {
        let output = self.output(arguments);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let code = output.status.code().unwrap();
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        let section = |title: &str, text: &str| match text {
            "" => String::new(),
            text => format!("--- {title}\n{text}"),
        };
        format!(
            "exit {code}\n{}{}",
            section("stdout", &stdout),
            section("stderr", &stderr)
        )
    }

    /// What was printed, as JSON.
    pub(crate) fn json(&self, arguments: &str) -> serde_json::Value {
        serde_json::from_slice(&self.output(arguments).stdout).unwrap()
    }
}
