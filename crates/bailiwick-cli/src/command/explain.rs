//! `bailiwick explain`: the page of a diagnostic code, or of a control of the catalogue.

use bailiwick_controls::Evidence;
use bailiwick_controls::catalogue::Entry;
use bailiwick_estate::lower::nearest;
use clap::Args;
use serde_json::{Value, json};
use thiserror::Error;

use crate::failure::{Failure, Outcome};
use crate::pages::{self, Explained, Page};
use crate::render::{Format, markdown, pretty};
use crate::{console, exit_code};

/// Explain a diagnostic or a control of the catalogue.
///
/// Of a diagnostic: what is wrong, why it matters, how to mend it. Of a control: what must be
/// true, what it is proven from, an estate where it holds and one where it does not.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick explain BW0301            the page of one code
  bailiwick explain root-locked-away  the page of one control
  bailiwick explain                   all codes and all controls")]
pub struct Arguments {
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// A code, such as `BW0301`, or a control; all of both when left out.
    #[arg(value_name = "CODE_OR_CONTROL")]
    written: Option<String>,
}

/// A code or control that there is not.
#[derive(Debug, Error)]
#[error("no diagnostic and no control of the catalogue is called `{written}`")]
struct NoPage {
    written: String,
}

impl Failure for NoPage {
    fn hint(&self) -> Option<String> {
        let codes = pages::all();
        let controls = pages::controls();
        let names = codes.iter().map(|page| &*page.code);
        let names = names.chain(controls.iter().map(|entry| entry.control.as_str()));
        Some(match nearest(&self.written, names) {
            Some(near) => format!("did you mean `{near}`? `bailiwick explain` lists all"),
            None => "`bailiwick explain` lists all".into(),
        })
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let text = match (&arguments.written, arguments.format) {
        (None, Format::Human) => list(),
        (None, Format::Json) => {
            let codes = pages::all();
            let codes = codes.iter().map(diagnostic);
            let controls = pages::controls().into_iter().map(control);
            pretty(&codes.chain(controls).collect())
        }
        (Some(written), format) => {
            let written = written.clone();
            let found = pages::find(&written).ok_or(NoPage { written })?;
            match (format, found) {
                (Format::Human, Explained::Diagnostic(page)) => markdown::render(page.text),
                (Format::Human, Explained::Control(entry)) => {
                    markdown::render(entry.page) + &others(entry)
                }
                (Format::Json, Explained::Diagnostic(page)) => pretty(&diagnostic(&page)),
                (Format::Json, Explained::Control(entry)) => pretty(&control(entry)),
            }
        }
    };
    console::print(&text)?;
    Ok(exit_code::FINE)
}

fn list() -> String {
    let mut text = String::new();
    for page in pages::all() {
        text += &format!("{}  {}\n", page.code, page.title);
    }
    let controls = pages::controls();
    let names = controls.iter().map(|entry| entry.control.as_str().len());
    let width = names.max().unwrap_or(0);
    text += "\n";
    for entry in controls {
        let (name, statement) = (entry.control.as_str(), pages::statement(entry));
        text += &format!("{name:width$}  {statement}\n");
    }
    text
}

/// Who else asks for the same, in a line each.
fn others(entry: &Entry) -> String {
    let mappings = &entry.mappings;
    let rows = [
        ("ISO/IEC 27001:2022", mappings.iso_27001),
        ("CIS AWS Foundations 3.0.0", mappings.cis_aws),
        ("Prowler", mappings.prowler),
    ];
    let told: String = rows
        .iter()
        .filter(|(_, controls)| !controls.is_empty())
        .map(|(name, controls)| format!("  {name}: {}\n", controls.join(", ")))
        .collect();
    match &*told {
        "" => told,
        told => format!("\nThe same is asked for by\n{told}"),
    }
}

fn diagnostic(page: &Page) -> Value {
    json!({ "code": page.code, "title": page.title, "page": page.text })
}

fn word(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Compiled => "compiled",
        Evidence::Observed => "observed",
        Evidence::Word => "attested",
    }
}

fn control(entry: &Entry) -> Value {
    json!({
        "control": entry.control.as_str(),
        "title": pages::statement(entry),
        "evidence": entry.evidence().into_iter().map(word).collect::<Vec<_>>(),
        "mappings": {
            "iso_27001": entry.mappings.iso_27001,
            "cis_aws": entry.mappings.cis_aws,
            "prowler": entry.mappings.prowler,
        },
        "page": entry.page,
    })
}
