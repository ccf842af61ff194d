//! `bailiwick explain`: the page of a diagnostic code.

use bailiwick_estate::code::Code;
use bailiwick_estate::lower::nearest;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use thiserror::Error;

use crate::failure::{Failure, Outcome};
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
        let codes: Vec<String> = Code::all().map(|code| code.to_string()).collect();
        let near = nearest(&self.written, codes.iter().map(String::as_str));
        Some(match near {
            Some(near) => format!("did you mean `{near}`? `bailiwick explain` lists all codes"),
            None => "`bailiwick explain` lists all codes".into(),
        })
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let text = match (&arguments.code, arguments.format) {
        (None, Format::Human) => Code::all()
            .map(|code| format!("{code}  {}\n", code.title()))
            .collect(),
        (None, Format::Json) => pretty(&Code::all().map(page).collect()),
        (Some(written), format) => {
            let written = written.clone();
            let code = Code::find(&written).ok_or(UnknownCode { written })?;
            match format {
                Format::Human => markdown::render(code.page()),
                Format::Json => pretty(&page(code)),
            }
        }
    };
    console::print(&text)?;
    Ok(exit_code::FINE)
}

fn page(code: Code) -> Value {
    json!({ "code": code.to_string(), "title": code.title(), "page": code.page() })
}
