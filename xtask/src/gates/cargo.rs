//! The gates that are one cargo command each.

use anyhow::Result;

use crate::debian;
use crate::gate::Outcome;
use crate::process;
use crate::python;
use crate::workspace::Workspace;

pub(crate) fn judge_format(workspace: &Workspace) -> Result<Outcome> {
    let mut command = workspace.cargo();
    command.args(["fmt", "--all", "--check"]);
    Ok(Outcome::from_process(process::run_captured(command)?, ""))
}

pub(crate) fn judge_lints(workspace: &Workspace) -> Result<Outcome> {
    let mut command = workspace.cargo();
    command.args(["clippy", "--workspace", "--all-targets", "--quiet"]);
    command.args(["--", "-D", "warnings"]);
    Ok(Outcome::from_process(process::run_captured(command)?, ""))
}

/// Runs the tests in plain sight. Plain `cargo test`, because a fresh machine
/// has only Rust and Python 3, and because it runs the doctests too.
pub(crate) fn judge_tests(workspace: &Workspace) -> Result<Outcome> {
    debian::prepare(debian::FOR_TESTS)?;
    for environment in python::FOR_TESTS {
        environment.prepare(workspace)?;
    }
    let mut command = workspace.cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    // The same cases for everybody: a change is judged by what it changes. New seeds are
    // for long runs: `PROPTEST_CASES=100000 cargo test`.
    command.env("PROPTEST_RNG_SEED", "20261122");
    Ok(if process::run_in_sight(command)? {
        Outcome::passed("")
    } else {
        Outcome::failed("the output is above")
    })
}

pub(crate) fn judge_documentation(workspace: &Workspace) -> Result<Outcome> {
    let mut command = workspace.cargo();
    command.args(["doc", "--no-deps", "--workspace", "--quiet"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    Ok(Outcome::from_process(process::run_captured(command)?, ""))
}
