//! Programs that tests need.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The path of a program that a Debian package brings.
///
/// # Panics
///
/// When it is missing; the message names the package.
#[must_use]
pub fn program(name: &str, package: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        // Servers lie in `sbin`, which the search path of a user may leave out.
        .chain(["/usr/sbin".into(), "/usr/local/sbin".into()])
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| {
            panic!(
                "this test needs `{name}`: install the Debian package {package}, \
                 or run `cargo xtask test`, which does"
            )
        })
}

/// The program and first arguments of a Python tool, from the environment below `.venvs`
/// that `xtask/python/<environment>.txt` describes.
///
/// # Panics
///
/// When it is missing.
#[must_use]
pub fn python_tool(environment: &str, name: &str) -> Vec<PathBuf> {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../.venvs")
        .join(environment)
        .join("bin");
    let tool = programs.join(name);
    assert!(
        tool.is_file(),
        "this test needs `{name}` from PyPI: run `cargo xtask test --only test`, which \
         installs xtask/python/{environment}.txt"
    );
    if std::fs::read(&tool).is_ok_and(|bytes| bytes.starts_with(b"#!")) {
        // Its first line holds an absolute path, which breaks when the repository moves.
        vec![programs.join("python"), tool]
    } else {
        vec![tool]
    }
}

/// Runs a program to its end. Returns whether it succeeded, and what it printed: standard
/// output first.
///
/// # Panics
///
/// When it cannot be started.
pub fn run(command: &mut Command) -> (bool, String) {
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("cannot start {:?}: {error}", command.get_program()));
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    (output.status.success(), text)
}
