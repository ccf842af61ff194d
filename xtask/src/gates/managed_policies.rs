//! Can the IAM engine read, judge and minimise every policy that AWS manages itself, and
//! does its table say the same?
//!
//! The Python package moto carries them all as JSON, which the gate writes to a scratch
//! folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::gate::Outcome;
use crate::process::run_captured;
use crate::python::MOTO;
use crate::workspace::Workspace;

/// Where the tests keep what comes out of minimising them.
const REPORT: &str = "docs/minimised.md";

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
    let finished = run_captured(command)?;
    let sizes = sizes(&workspace.path(REPORT))?;
    Ok(Outcome::from_process(
        finished,
        format!("{count} policies; characters: {sizes}"),
    ))
}

/// The sizes in all, which the tests have compared with what comes out now.
fn sizes(report: &Path) -> Result<String> {
    let text =
        fs::read_to_string(report).with_context(|| format!("cannot read {}", report.display()))?;
    let rows = ["as AWS wrote them", "exact", "with wildcards"].map(|row| {
        let line = text.lines().find_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            (cells.next() == Some(row)).then(|| cells.next().unwrap_or_default())
        });
        line.map(|size| format!("{size} {row}"))
            .with_context(|| format!("{} has no row `{row}`", report.display()))
    });
    let rows: Vec<String> = rows.into_iter().collect::<Result<_>>()?;
    Ok(rows.join(", "))
}
