//! Python tools, each in a virtual environment of its own below `.venvs`.
//!
//! An environment is made from `xtask/python/<name>.txt`, which pins every
//! package, and made anew when that file or Python itself changes. To add one,
//! write its requirements file and one constant here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::debian;
use crate::process::{Finished, run_captured};
use crate::workspace::Workspace;

/// Judges CloudFormation templates.
pub(crate) const CFN_LINT: Environment = Environment { name: "cfn-lint" };
/// Judges YAML under a JSON Schema.
pub(crate) const CHECK_JSONSCHEMA: Environment = Environment {
    name: "check-jsonschema",
};
/// Carries AWS's managed policies.
pub(crate) const MOTO: Environment = Environment { name: "moto" };

/// What the tests find ready below `.venvs` when they start.
pub(crate) const FOR_TESTS: &[Environment] = &[
    Environment { name: "shellcheck" },
    MOTO,
    Environment { name: "ministack" },
];

const MISSING_VENV: &str = "python3 cannot make virtual environments here: \
    install the Debian package python3-venv (`apt-get install python3-venv`)";

/// One virtual environment, known by the name of its requirements file.
pub(crate) struct Environment {
    name: &'static str,
}

impl Environment {
    /// One of the tools installed here, ready for its arguments.
    pub(crate) fn tool(&self, workspace: &Workspace, name: &str) -> Result<Command> {
        let programs = self.prepare(workspace)?.join("bin");
        // Not the tool by itself: its first line holds the absolute path of this
        // folder, and breaks when the repository moves.
        let mut command = self.python(workspace)?;
        command.arg(programs.join(name));
        Ok(command)
    }

    /// Its Python, ready for its arguments.
    pub(crate) fn python(&self, workspace: &Workspace) -> Result<Command> {
        let mut command = Command::new(self.prepare(workspace)?.join("bin/python"));
        command.current_dir(workspace.root());
        Ok(command)
    }

    /// The environment's folder, its packages installed.
    pub(crate) fn prepare(&self, workspace: &Workspace) -> Result<PathBuf> {
        let requirements = workspace.path(&format!("xtask/python/{}.txt", self.name));
        let folder = workspace.path(&format!(".venvs/{}", self.name));
        let wanted = stamp(&requirements)?;
        let stamp_file = folder.join("made-from.txt");
        if fs::read_to_string(&stamp_file).ok().as_ref() != Some(&wanted) {
            make(&folder, &requirements)?;
            // Last, so that an environment made by half is never taken for whole.
            fs::write(&stamp_file, wanted)
                .with_context(|| format!("cannot write {}", stamp_file.display()))?;
        }
        Ok(folder)
    }
}

/// All that an environment depends on, as text: comparing it needs no hash.
fn stamp(requirements: &Path) -> Result<String> {
    let text = fs::read_to_string(requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let mut command = Command::new("python3");
    command.arg("--version");
    let version = run_captured(command).context("python3 is needed: install it")?;
    Ok(format!("{}{text}", version.output))
}

fn make(folder: &Path, requirements: &Path) -> Result<()> {
    require_venv()?;
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    let mut create = Command::new("python3");
    create.args(["-m", "venv"]).arg(folder);
    succeed(run_captured(create)?, "cannot make a virtual environment")?;
    let mut install = Command::new(folder.join("bin/python"));
    install.args(["-m", "pip", "install", "--quiet", "--no-input"]);
    install.arg("-r").arg(requirements);
    let failure = format!("cannot install {}", requirements.display());
    succeed(run_captured(install)?, &failure)
}

/// Debian splits `venv` off Python. Root may install it at once; others are told.
fn require_venv() -> Result<()> {
    if has_venv()? {
        return Ok(());
    }
    if debian::is_root()? {
        debian::install(&["python3-venv"]).context(MISSING_VENV)?;
    }
    if has_venv()? {
        Ok(())
    } else {
        bail!(MISSING_VENV)
    }
}

fn has_venv() -> Result<bool> {
    let mut command = Command::new("python3");
    command.args(["-c", "import ensurepip, venv"]);
    Ok(run_captured(command)?.success)
}

fn succeed(finished: Finished, failure: &str) -> Result<()> {
    if !finished.success {
        bail!("{failure}\n{}", finished.output);
    }
    Ok(())
}
