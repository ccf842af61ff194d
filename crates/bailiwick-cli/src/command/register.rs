//! `bailiwick register`: who holds what where.

use std::path::PathBuf;

use bailiwick_handbook::register::Register;
use clap::{Args, ValueEnum};

use crate::failure::{Failure, Outcome};
use crate::front::Front;
use crate::render::{human, pretty, printable, summary};
use crate::{console, exit_code};

/// Print the access register: who holds what where, and which controls cover it.
///
/// Environments, their systems and the permissions on these, each with its groups: the
/// head-counts that are claimed, the people who are named, and where the two differ.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick register                           for the terminal
  bailiwick register --format markdown acme    for a wiki or a pull request
  bailiwick register --format csv > access.csv for a spreadsheet
  bailiwick register --format json             for programs

In CSV, an apostrophe stands before a cell that a spreadsheet would run as a formula.")]
pub struct Arguments {
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, as wide as the terminal; `$COLUMNS` or 100 columns where there is none.
    Table,
    /// For people who read it elsewhere.
    Markdown,
    /// For spreadsheets: one row for each environment, system, permission and job role.
    Csv,
    /// For programs.
    Json,
}

/// The register cannot be written in the format asked for.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the register as {format}")]
struct FormatError {
    format: &'static str,
    #[source]
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl Failure for FormatError {
    fn hint(&self) -> Option<String> {
        Some("ask for another format; this one failing is a mistake of Bailiwick's".into())
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let front = Front::read(&arguments.folder)?;
    let Some(estate) = &front.estate else {
        console::remark(&(human::render(&front.report()) + &summary::render(&front)));
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    let register = Register::of(estate);
    let text = match arguments.format {
        Format::Table => printable(&register.to_table(console::width())).into_owned(),
        Format::Markdown => printable(&register.to_markdown()).into_owned(),
        Format::Csv => register.to_csv().map_err(|error| failed("CSV", error))?,
        Format::Json => pretty(&register.to_json().map_err(|error| failed("JSON", error))?),
    };
    console::print(&text)?;
    Ok(exit_code::FINE)
}

fn failed(
    format: &'static str,
    error: impl std::error::Error + Send + Sync + 'static,
) -> FormatError {
    FormatError {
        format,
        source: Box::new(error),
    }
}
