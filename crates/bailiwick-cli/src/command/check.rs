//! `bailiwick check`: says what is wrong with an estate.

use std::path::PathBuf;

use bailiwick_controls::Judgement;
use clap::{Args, ValueEnum};
use thiserror::Error;

use crate::failure::{Failure, Outcome};
use crate::front::Front;
use crate::render::{human, json, pretty, sarif, summary, verdicts};
use crate::{console, exit_code, observed};

/// Say what is wrong with an estate, and judge its controls.
///
/// Reads every `*.yaml` and `*.yml` of a folder and of the folders below it, and
/// reports all mistakes at once, each with its place and what to do about it. Where there
/// are none, every control is judged: proved, refuted with a witness, attested or unknown
/// with the reason.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick check                               the estate in this folder
  bailiwick check acme                          the estate in the folder `acme`
  bailiwick check --format json acme            for programs
  bailiwick check --format sarif > check.sarif  for code review tools
  bailiwick check --observed aws                judge what AWS holds as well
  bailiwick check --proofs                      with what each verdict rests on

Exits with 0 when there is no error and every control holds; with 1 when there is an error
or a control is refuted; with 4 when one is unknown and the estate does not accept that.

docs/observed.md says which commands of the AWS CLI print what `--observed` takes.")]
pub struct Arguments {
    /// How the diagnostics are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// A folder of what AWS holds, as the AWS CLI printed it: `ACCOUNT_ID/REGION/*.json`.
    #[arg(long, value_name = "DIR")]
    observed: Option<PathBuf>,

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
    /// For build servers: JUnit XML.
    Junit,
    /// For security data lakes: OCSF 1.3.0 Compliance Findings.
    Ocsf,
}

/// A report that cannot be written.
#[derive(Debug, Error)]
#[error("cannot write the report as XML")]
struct Unwritable(#[source] quick_junit::SerializeError);

impl Failure for Unwritable {
    fn hint(&self) -> Option<String> {
        Some("`--format json` says the same".into())
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let front = Front::read(&arguments.folder)?;
    let observed = match &arguments.observed {
        Some(folder) => Some(observed::read(folder)?),
        None => None,
    };
    let judgements = front.judge(observed.as_ref());
    let text = match arguments.format {
        Format::Human => [
            human::render(&front.report()),
            verdicts::render(&front, &judgements, arguments.proofs),
            summary::render(&front),
        ]
        .concat(),
        Format::Json => {
            let mut report = json::render(&front);
            report["controls"] = verdicts::json(&front, &judgements);
            pretty(&report)
        }
        Format::Sarif => pretty(&sarif::render_with(
            &front.report(),
            verdicts::sarif_rules(&judgements),
            verdicts::sarif_results(&front, &judgements),
        )),
        Format::Junit => verdicts::junit(&front, &judgements).map_err(Unwritable)?,
        Format::Ocsf => pretty(&verdicts::ocsf(&front, &judgements, jiff::Timestamp::now())),
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
        exit_code::NOT_SO
    } else if !words.is_empty() {
        exit_code::UNKNOWN
    } else {
        exit_code::FINE
    })
}
