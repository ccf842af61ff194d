//! Does cfn-lint accept every template of every example, without a warning?
//!
//! No emulator knows every resource type that we compile; cfn-lint does.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::examples::{Example, find_examples, find_files};
use crate::gate::Outcome;
use crate::process::run_captured;
use crate::python::CFN_LINT;
use crate::workspace::Workspace;

pub(crate) fn judge(workspace: &Workspace) -> Result<Outcome> {
    let examples = find_examples(workspace)?;
    if examples.is_empty() {
        return Ok(Outcome::passed("no examples"));
    }
    let bailiwick = workspace.bailiwick()?;
    let scratch = workspace.scratch("templates")?;
    let mut templates = Vec::new();
    let mut without = Vec::new();
    let mut findings = Vec::new();
    for example in &examples {
        match build(&bailiwick, example, &scratch)? {
            Ok(built) if built.is_empty() => without.push(example.name.as_str()),
            Ok(built) => templates.extend(built),
            Err(output) => findings.push(format!("examples/{}\n{output}", example.name)),
        }
    }
    if !templates.is_empty() {
        let mut lint = CFN_LINT.tool(workspace, "cfn-lint")?;
        lint.arg("--").args(&templates);
        let linted = run_captured(lint)?;
        if !linted.success {
            findings.push(linted.output);
        }
    } else if findings.is_empty() {
        // One estate may well compile to no template, but not all of them.
        findings.push("no example compiled to a template".to_owned());
    }
    let mut note = format!(
        "{} templates of {} examples",
        templates.len(),
        examples.len()
    );
    if !without.is_empty() {
        note.push_str(&format!(", none of {}", without.join(", ")));
    }
    Ok(Outcome::from_findings(&findings, note))
}

/// Compiles an example. Returns its templates, or what `bailiwick` said instead.
fn build(
    bailiwick: &Path,
    example: &Example,
    scratch: &Path,
) -> Result<Result<Vec<PathBuf>, String>> {
    let output = scratch.join(&example.name);
    std::fs::create_dir(&output).with_context(|| format!("cannot make {}", output.display()))?;
    let mut command = Command::new(bailiwick);
    command.arg("build").arg(&example.folder);
    command.arg("-o").arg(&output);
    let built = run_captured(command)?;
    if !built.success {
        return Ok(Err(built.output));
    }
    find_files(&output, is_template).map(Ok)
}

fn is_template(name: &str) -> bool {
    name.ends_with(".template.yaml") || name.ends_with(".template.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_known_by_their_ending() {
        assert!(is_template("network.template.yaml"));
        assert!(is_template("network.template.json"));
        assert!(!is_template("network.yaml"));
    }
}
