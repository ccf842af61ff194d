//! Is every file of every example valid under the JSON Schema?
//!
//! Editors complete and check an estate by that schema, so it must agree with
//! the estates we show. `check-jsonschema` judges both by draft 2020-12.

use anyhow::Result;

use crate::examples::{find_examples, find_files};
use crate::gate::Outcome;
use crate::process::run_captured;
use crate::python::CHECK_JSONSCHEMA;
use crate::workspace::Workspace;

const SCHEMA: &str = "schema/estate.schema.json";

pub(crate) fn judge(workspace: &Workspace) -> Result<Outcome> {
    let examples = find_examples(workspace)?;
    if examples.is_empty() {
        return Ok(Outcome::passed("no examples"));
    }
    let schema = workspace.path(SCHEMA);
    if !schema.exists() {
        return Ok(Outcome::failed(format!("there is no {SCHEMA}")));
    }
    let mut files = Vec::new();
    for example in &examples {
        let found = find_files(&example.folder, is_estate_file)?;
        if found.is_empty() {
            let name = &example.name;
            return Ok(Outcome::failed(format!("examples/{name} has no estate")));
        }
        files.extend(found);
    }
    let mut check_schema = CHECK_JSONSCHEMA.tool(workspace, "check-jsonschema")?;
    check_schema.arg("--check-metaschema").arg(&schema);
    let sound = run_captured(check_schema)?;
    if !sound.success {
        return Ok(Outcome::failed(sound.output));
    }
    let mut check_files = CHECK_JSONSCHEMA.tool(workspace, "check-jsonschema")?;
    check_files.arg("--schemafile").arg(&schema).args(&files);
    let note = format!("{} files of {} examples", files.len(), examples.len());
    Ok(Outcome::from_process(run_captured(check_files)?, note))
}

/// A Compose file lies beside the estate that deploys it and has a schema of its own.
fn is_estate_file(name: &str) -> bool {
    name.ends_with(".yaml") && !["compose.yaml", "docker-compose.yaml"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compose_file_is_no_estate_file() {
        assert!(is_estate_file("access.yaml"));
        assert!(!is_estate_file("compose.yaml"));
        assert!(!is_estate_file("README.md"));
    }
}
