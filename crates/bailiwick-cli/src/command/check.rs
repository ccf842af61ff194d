//! `bailiwick check`: says what is wrong with an estate.

use std::path::PathBuf;

use bailiwick_controls::Judgement;
use clap::{Args, ValueEnum};

use crate::failure::Outcome;
use crate::front::Front;
use crate::render::{human, json, pretty, sarif, summary, verdicts};
use crate::{console, exit_code};

/// Say what is wrong with an estate.
///
/// Reads every `*.yaml` and `*.yml` of a folder and of the folders below it, and
/// reports all mistakes at once, each with its place and what to do about it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick check                               the estate in this folder
  bailiwick check acme                          the estate in the folder `acme`
  bailiwick check --format json acme            for programs
  bailiwick check --format sarif > check.sarif  for code review tools

Exits with 0 when there is no error, with 1 when there is one.")]
pub struct Arguments {
    /// How the diagnostics are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Show what each verdict rests on, also where all is well.
    #[arg(long)]
    proofs: bool,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For code review tools: SARIF 2.1.0.
    Sarif,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let front = Front::read(&arguments.folder)?;
    let judgements = front.judge();
    let text = match arguments.format {
        Format::Human => [
            human::render(&front),
            verdicts::render(&front, &judgements, arguments.proofs),
            summary::render(&front),
        ]
        .concat(),
        Format::Json => {
            let mut report = json::render(&front);
            report["controls"] = verdicts::json(&front, &judgements);
            pretty(&report)
        }
        Format::Sarif => pretty(&sarif::render(&front)),
    };
    console::print(&text)?;
    let words: Vec<_> = judgements
        .iter()
        .filter(|judgement| judgement.fails())
        .map(Judgement::word)
        .collect();
    Ok(if front.errors() > 0 {
        exit_code::ESTATE_HAS_ERRORS
    } else if words.contains(&"refuted") {
        exit_code::REFUTED
    } else if !words.is_empty() {
        exit_code::UNKNOWN
    } else {
        exit_code::FINE
    })
}
