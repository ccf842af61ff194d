//! `bailiwick prove equivalent`: two policies decide alike.

use std::path::PathBuf;

use bailiwick_iam::prove::{equivalent, equivalent_for_known_actions};
use bailiwick_iam::service_data;
use clap::Args;

use super::Format;
use super::answer::Answer;
use super::kinds::of_one_kind;
use super::policies::read;
use crate::failure::Outcome;

/// Prove that two policies decide every request alike.
///
/// Alike means that both allow it, both deny it, or both leave it to other policies.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick prove equivalent before.json after.json
  bailiwick prove equivalent before.json wildcards.json --known-actions

Exits with 0 when it is proved, 1 when it is refuted, 4 when it is not known.")]
pub(super) struct Arguments {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Prove it for the actions of the service data only, not for those that AWS adds later:
    /// enough for what `minimise --wildcards` writes.
    #[arg(long)]
    known_actions: bool,

    /// One policy, or a folder of policies that have a say together.
    #[arg(value_name = "ONE")]
    one: PathBuf,

    /// The other.
    #[arg(value_name = "OTHER")]
    other: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let (one, other) = (
        read(std::slice::from_ref(&arguments.one))?,
        read(std::slice::from_ref(&arguments.other))?,
    );
    of_one_kind(&[&one, &other])?;
    let mut claim = format!("{} and {} decide alike", one.names(), other.names());
    let proof = match arguments.known_actions {
        false => equivalent(&one.all(), &other.all()),
        true => {
            let data = service_data();
            claim += &format!(
                " on the {} actions of the service data, not on those to come",
                data.action_count()
            );
            equivalent_for_known_actions(data, &one.all(), &other.all())
        }
    };
    let answer = Answer {
        proof,
        claim,
        sides: (Some("one"), "other"),
        remarks: Vec::new(),
    };
    answer.print(arguments.format)
}
