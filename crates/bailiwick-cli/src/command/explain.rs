//! `bailiwick explain`: the page of a diagnostic code.

use bailiwick_estate::lower::nearest;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use thiserror::Error;

use crate::failure::{Failure, Outcome};
use crate::pages::{self, Page};
use crate::render::{markdown, pretty};
use crate::{console, exit_code};

/// Explain a diagnostic: what is wrong, why it matters, how to mend it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick explain BW0301   the page of one code
  bailiwick explain          all codes")]
pub struct Arguments {
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// The code, such as `BW0301`; all codes when left out.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// A code that there is not.
#[derive(Debug, Error)]
#[error("no diagnostic has the code `{written}`")]
struct UnknownCode {
    written: String,
}

impl Failure for UnknownCode {
    fn hint(&self) -> Option<String> {
        let pages = pages::all();
        let near = nearest(&self.written, pages.iter().map(|page| &*page.code));
        Some(match near {
            Some(near) => format!("did you mean `{near}`? `bailiwick explain` lists all codes"),
            None => "`bailiwick explain` lists all codes".into(),
        })
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let text = match (&arguments.code, arguments.format) {
        (None, Format::Human) => pages::all()
            .iter()
            .map(|page| format!("{}  {}\n", page.code, page.title))
            .collect(),
        (None, Format::Json) => pretty(&pages::all().iter().map(to_json).collect()),
        (Some(written), format) => {
            let written = written.clone();
            let page = pages::find(&written).ok_or(UnknownCode { written })?;
            match format {
                Format::Human => markdown::render(page.text),
                Format::Json => pretty(&to_json(&page)),
            }
        }
    };
    console::print(&text)?;
    Ok(exit_code::FINE)
}

fn to_json(page: &Page) -> Value {
    json!({ "code": page.code, "title": page.title, "page": page.text })
}
