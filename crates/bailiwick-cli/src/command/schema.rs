//! `bailiwick schema`: the language as a JSON Schema, for editors.

use bailiwick_estate::estate;
use clap::Args;

use crate::failure::Outcome;
use crate::render::pretty;
use crate::{console, exit_code};

/// Print the JSON Schema of an estate's files, for editors.
///
/// Editors with a YAML language server complete and check fields by it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick schema > estate.schema.json

In an estate's files, this first line names it to the editor:
  # yaml-language-server: $schema=estate.schema.json")]
pub struct Arguments {}

/// Runs the command.
pub(crate) fn run(_: &Arguments) -> Outcome {
    console::print(&pretty(&estate::schema()))?;
    Ok(exit_code::FINE)
}
