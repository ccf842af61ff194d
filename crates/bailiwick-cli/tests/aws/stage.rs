//! One AWS for one test, the real binary, and each service's own answers.

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::asker::Asker;

/// An AWS and a folder with an estate to work in. Both end with the test.
pub(crate) struct Stage {
    process: Child,
    port: String,
    folder: TempDir,
    account: String,
    region: &'static str,
    asker: RefCell<Option<Asker>>,
}

/// What a command came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Stage {
    /// Starts it, with a copy of an example. A 12-digit access key id is the account: that
    /// is how ministack knows one from another.
    pub(crate) fn of(account: &str, example: &str) -> Self {
        Self::start(account, example, &mut python())
    }

    /// Starts one in which nobody but the account itself may do what no policy allows.
    pub(crate) fn strict(account: &str, example: &str) -> Self {
        Self::start(account, example, python().env("AUTH", "true"))
    }

    fn start(account: &str, example: &str, command: &mut Command) -> Self {
        let mut process = command
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
        let from = root().join("examples").join(example);
        for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
            if file.path().extension().is_some_and(|it| it == "yaml") {
                fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
            }
        }
        Self {
            process,
            port,
            folder,
            account: account.to_owned(),
            region: "eu-central-1",
            asker: RefCell::new(None),
        }
    }

    /// The region that services are asked in.
    pub(crate) fn in_region(mut self, region: &'static str) -> Self {
        self.region = region;
        self
    }

    /// A path of the folder that it works in.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Replaces the first place in a file of the estate where a text stands.
    pub(crate) fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "`{file}` does not say `{old}`");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    }

    /// A template as `bailiwick build` writes it.
    pub(crate) fn built(&self, path: &str) -> Value {
        let output = tempfile::tempdir().unwrap();
        let out = output.path().join("out");
        let built = self.run(&format!("build -o {}", out.display()));
        assert_eq!(built.code, 0, "{built:?}");
        let template = fs::read_to_string(out.join(path)).unwrap();
        let mut command = python();
        let read = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.argv[1])))";
        command.args(["-c", read, &template]);
        serde_json::from_str(&ran(&mut command).output).unwrap()
    }

    /// Runs `bailiwick` with credentials of the account.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        self.run_as(&self.account, arguments)
    }

    /// Runs `bailiwick` with credentials of some account.
    pub(crate) fn run_as(&self, account: &str, arguments: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bailiwick"));
        command.args(arguments.split_whitespace());
        ran(self.with_credentials(&mut command, account))
    }

    /// Runs `bailiwick` for somebody at a terminal who answers every question so; `^C` is
    /// Ctrl-C.
    pub(crate) fn run_at_terminal(&self, answer: &str, arguments: &str) -> Ran {
        let mut command = python();
        command.arg(here("terminal.py")).arg(answer);
        command.arg(env!("CARGO_BIN_EXE_bailiwick"));
        command.args(arguments.split_whitespace());
        ran(self.with_credentials(&mut command, &self.account))
    }

    /// Asks a service itself.
    pub(crate) fn ask(&self, service: &str, operation: &str, arguments: Value) -> Value {
        self.ask_in(self.region, service, operation, arguments)
    }

    /// Asks a service itself, in some region.
    pub(crate) fn ask_in(
        &self,
        region: &str,
        service: &str,
        operation: &str,
        arguments: Value,
    ) -> Value {
        let question = json!([region, service, operation, arguments]);
        let mut asker = self.asker.borrow_mut();
        let asker = asker.get_or_insert_with(|| {
            let mut command = python();
            command.arg(here("ask.py"));
            Asker::start(self.with_credentials(&mut command, &self.account))
        });
        let answer = asker.ask(&question);
        assert_eq!(answer["Refused"], Value::Null, "{question}");
        answer
    }

    fn with_credentials<'a>(&self, command: &'a mut Command, account: &str) -> &'a mut Command {
        command
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_clear()
            .env("AWS_ACCESS_KEY_ID", account)
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_REGION", self.region)
            .env(
                "AWS_ENDPOINT_URL",
                format!("http://127.0.0.1:{}", self.port),
            )
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
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    Ran {
        code: status.code().unwrap(),
        output: String::from_utf8(stdout).unwrap(),
        errors: String::from_utf8(stderr).unwrap(),
    }
}

fn python() -> Command {
    let python = root().join(".venvs/ministack/bin/python");
    assert!(
        python.exists(),
        "the tests that deploy need `.venvs/ministack`, which `cargo xtask test` makes"
    );
    Command::new(python)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/aws")
        .join(name)
}
