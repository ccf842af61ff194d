//! `bailiwick lint`: says what is wrong with IAM policies in JSON.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::source::Sources;
use bailiwick_iam::finding::{Code, Finding, Span};
use bailiwick_iam::lint::lint_text;
use bailiwick_iam::policy::PolicyKind;
use bailiwick_iam::service_data;
use clap::{Args, ValueEnum};

use super::findings::in_file;
use crate::failure::Outcome;
use crate::loader::{LoadError, load_policy_files};
use crate::render::{counted, human, json, pretty, sarif, summary};
use crate::report::Report;
use crate::{console, exit_code};

/// Say what is wrong with IAM policies in JSON.
///
/// Reads policy documents as AWS takes them, and says what AWS would refuse, what does
/// nothing, and what does more than it seems. Of a folder it reads every `*.json` that
/// has statements.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick lint policy.json                    one policy
  bailiwick lint --type scp organization        every policy of a folder
  bailiwick lint --format sarif . > lint.sarif  for code review tools
  bailiwick explain BW0650                      what a code means

Exits with 0 when there is no error, with 1 when there is one.")]
pub struct Arguments {
    /// How the findings are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// What the policies are attached to; when left out, each is taken for what it looks like.
    #[arg(long = "type", value_name = "TYPE", value_parser = kinds())]
    kind: Option<String>,

    /// Files and folders.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
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

fn kinds() -> clap::builder::PossibleValuesParser {
    PolicyKind::ALL.map(PolicyKind::as_str).into()
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let kind = PolicyKind::ALL
        .into_iter()
        .find(|kind| arguments.kind.as_deref() == Some(kind.as_str()));
    let mut not_text = BTreeMap::new();
    let mut files = Vec::new();
    for file in load_policy_files(&arguments.paths)? {
        if let Some(LoadError::NotText { offset, .. }) = file.not_text {
            not_text.insert(file.source.path.clone(), offset);
        }
        files.push(file.source);
    }
    let sources = Sources::new(files);
    let diagnostics: Vec<Diagnostic> = sources
        .iter()
        .flat_map(|(source, file)| {
            let findings = match not_text.get(&file.path) {
                Some(offset) => vec![no_character(*offset)],
                None => lint_text(&file.text, kind, service_data()),
            };
            let findings = findings.into_iter();
            findings.map(move |finding| in_file(source, finding))
        })
        .collect();
    let report = Report {
        sources: &sources,
        diagnostics: &diagnostics,
        folder: "",
    };
    let text = match arguments.format {
        Format::Human => human::render(&report) + &last_line(&report),
        Format::Json => pretty(&json::of_report(&report)),
        Format::Sarif => pretty(&sarif::render(&report)),
    };
    console::print(&text)?;
    Ok(match report.errors() {
        0 => exit_code::FINE,
        _ => exit_code::ESTATE_HAS_ERRORS,
    })
}

/// A file that is not text has nothing else to judge.
fn no_character(offset: usize) -> Finding<Span> {
    let span = Span {
        start: offset,
        end: offset + char::REPLACEMENT_CHARACTER.len_utf8(),
    };
    let message = format!("this is not JSON: byte {offset} starts no character of UTF-8");
    Finding::error(Code::NOT_JSON, span, message).help("save the file as UTF-8")
}

fn last_line(report: &Report<'_>) -> String {
    let count = report.sources.iter().count();
    summary::wrong(report).unwrap_or_else(|| summary::fine(&counted(count, "policy", "policies")))
}
