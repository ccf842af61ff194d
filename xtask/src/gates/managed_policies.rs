//! Can the IAM engine read and judge every policy that AWS manages itself, and does its
//! table say the same?
//!
//! The Python package moto carries them all as JSON, which the gate writes to a scratch
//! folder.

use anyhow::{Context, Result};

use crate::gate::Outcome;
use crate::process::run_captured;
use crate::python::MOTO;
use crate::workspace::Workspace;

/// Writes each document to a file of its own.
const EXTRACT: &str = "
import json, pathlib, sys
from moto.iam.aws_managed_policies import aws_managed_policies_data
policies = json.loads(aws_managed_policies_data)
for name, policy in policies.items():
    text = json.dumps(policy['Document'], indent=1)
    pathlib.Path(sys.argv[1], name + '.json').write_text(text)
print(len(policies))
";

pub(crate) fn judge(workspace: &Workspace) -> Result<Outcome> {
    let folder = workspace.scratch("managed-policies")?;
    let mut extract = MOTO.python(workspace)?;
    extract.args(["-c", EXTRACT]).arg(&folder);
    let extracted = run_captured(extract)?;
    if !extracted.success {
        return Ok(Outcome::failed(extracted.output));
    }
    let count: usize = extracted
        .output
        .trim()
        .parse()
        .with_context(|| format!("moto printed `{}`", extracted.output))?;
    let mut command = workspace.cargo();
    command.args([
        "test",
        "--quiet",
        "-p",
        "bailiwick-iam",
        "--test",
        "managed",
    ]);
    command.args(["--", "--ignored"]);
    command.env("BAILIWICK_MANAGED_POLICIES", &folder);
    Ok(Outcome::from_process(
        run_captured(command)?,
        format!("{count} policies"),
    ))
}
