//! `bailiwick build`: everything the estate compiles to, as files.

mod manifest;
mod replace;

pub(crate) use manifest::MANIFEST;

use std::path::PathBuf;

use clap::Args;

use crate::failure::Outcome;
use crate::front::Front;
use crate::loader::typed;
use crate::render::{counted, human, summary};
use crate::{console, exit_code};

/// Write what the estate compiles to: templates, policies, assignments.
///
/// The folder is replaced as a whole or not at all. One that holds anything that an
/// earlier build did not write is refused.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick build                    the estate in this folder, into `out`
  bailiwick build acme -o built      the estate in the folder `acme`, into `built`")]
pub struct Arguments {
    /// The folder to write.
    #[arg(short, long, value_name = "OUT", default_value = "out")]
    output: PathBuf,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let front = Front::read(&arguments.folder)?;
    let Some((estate, blueprint)) = front.estate.as_ref().zip(front.blueprint.as_ref()) else {
        console::remark(&(human::render(&front.report()) + &summary::render(&front)));
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    // Warnings stop no build, and are not kept from whoever only builds.
    console::remark(&human::render(&front.report()));
    let files = blueprint.files();
    replace::replace(&arguments.output, &files)?;
    let count = counted(files.len(), "file", "files");
    let output = typed(&arguments.output);
    console::print(&format!("{}: wrote {count} to {output}\n", estate.estate))?;
    Ok(exit_code::FINE)
}
