//! `bailiwick prove no-new-access`: a change of policies allows nothing more.

use std::path::PathBuf;

use bailiwick_iam::prove::no_new_access;
use clap::Args;

use super::Format;
use super::answer::Answer;
use super::kinds::of_one_kind;
use super::policies::read;
use crate::failure::Outcome;

/// Prove that new policies allow nothing that the existing ones do not.
///
/// Several policies on one side have a say together, as those of one role do. Policies with
/// principals are compared for every principal there can be; they are not compared with policies
/// that have none.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick prove no-new-access --existing before.json --new after.json
  bailiwick prove no-new-access --existing reference.json --new candidates/ --format json

Exits with 0 when it is proved, 1 when it is refuted, 4 when it is not known.")]
pub(super) struct Arguments {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// The policies there are: files, or folders of `*.json`.
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    existing: Vec<PathBuf>,

    /// The policies that are to allow nothing more.
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    new: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let (existing, new) = (read(&arguments.existing)?, read(&arguments.new)?);
    of_one_kind(&[&existing, &new])?;
    let answer = Answer {
        proof: no_new_access(&existing.all(), &new.all()),
        claim: format!(
            "{} {} nothing that {} {} not",
            new.names(),
            new.verb("allows", "allow"),
            existing.names(),
            existing.verb("does", "do"),
        ),
        sides: (Some("existing"), "new"),
        remarks: Vec::new(),
    };
    answer.print(arguments.format)
}
