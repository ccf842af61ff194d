//! One AWS for one test, the real binary, and each service's own answers.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A 12-digit access key id is the account: that is how ministack knows one from another.
const ACCOUNT: &str = "222222222222";

/// An AWS and a folder to work in. Both end with the test.
pub(crate) struct Stage {
    process: Child,
    port: String,
    folder: TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Stage {
    /// Starts it. The tests' Python comes from `cargo xtask test`, or by hand as the
    /// message says.
    pub(crate) fn new() -> Self {
        let mut process = python()
            .arg(here("serve.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut port)
            .unwrap();
        let port = port.trim().to_owned();
        assert!(!port.is_empty(), "ministack did not start");
        let folder = tempfile::tempdir().unwrap();
        Self { process, port, folder }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs `bailiwick` with credentials of the account.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        self.run_as(ACCOUNT, arguments)
    }

    /// Runs `bailiwick` with credentials of some account.
    pub(crate) fn run_as(&self, account: &str, arguments: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bailiwick"));
        command.args(arguments.split_whitespace());
        ran(self.with_credentials(&mut command, account))
    }

    /// Asks a service itself.
    pub(crate) fn ask(&self, service: &str, operation: &str, arguments: Value) -> Value {
        let mut command = python();
        command.arg(here("ask.py")).args([service, operation]);
        command.arg(arguments.to_string());
        let ran = ran(self.with_credentials(&mut command, ACCOUNT));
        assert_eq!(ran.code, 0, "{}", ran.errors);
        serde_json::from_str(&ran.output).unwrap()
    }

    fn with_credentials<'a>(&self, command: &'a mut Command, account: &str) -> &'a mut Command {
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("AWS_ACCESS_KEY_ID", account)
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_REGION", "eu-central-1")
            .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", self.port))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It ends by itself when its input closes; nothing is left to do about a failure.
        let _ = self.process.wait();
    }
}

fn ran(command: &mut Command) -> Ran {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Ran {
        code: status.code().unwrap(),
        output: String::from_utf8(stdout).unwrap(),
        errors: String::from_utf8(stderr).unwrap(),
    }
}

fn python() -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join(".venvs/ministack/bin/python");
    assert!(
        python.exists(),
        "the tests that deploy need `.venvs/ministack`, which `cargo xtask test` makes"
    );
    Command::new(python)
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/aws").join(name)
}
