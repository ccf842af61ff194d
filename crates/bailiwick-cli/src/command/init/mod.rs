//! `bailiwick init`: a small estate to start from.

mod folder;

use std::path::PathBuf;

use bailiwick_estate::estate;
use clap::Args;

use crate::failure::Outcome;
use crate::loader::{shown, typed_folder};
use crate::render::pretty;
use crate::{console, exit_code};

/// Write a small estate to start from.
///
/// The files are commented and pass `bailiwick check`. A folder that has YAML files
/// already is left as it is.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick init acme   a new folder `acme`
  bailiwick init        this folder, if it has no YAML files yet")]
pub struct Arguments {
    /// The folder to write to.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// The language's schema, for editors; the first line of each file names it.
const SCHEMA: &str = ".bailiwick/estate.schema.json";

const FILES: [(&str, &str); 5] = [
    ("estate.yaml", include_str!("estate.yaml")),
    ("accounts.yaml", include_str!("accounts.yaml")),
    ("people.yaml", include_str!("people.yaml")),
    ("access.yaml", include_str!("access.yaml")),
    ("controls.yaml", include_str!("controls.yaml")),
];

/// Where a file says until when what nobody has looked at is accepted.
const IN_90_DAYS: &str = "{in 90 days}";

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let folder = &arguments.folder;
    let schema = pretty(&estate::schema());
    let until = in_90_days().to_string();
    let filled = FILES.map(|(name, text)| (name, text.replace(IN_90_DAYS, &until)));
    let mut files = vec![(SCHEMA, &*schema)];
    files.extend(filled.iter().map(|(name, text)| (*name, &**text)));
    folder::write(folder, &files)?;
    let typed = typed_folder(folder);
    let mut text = String::new();
    for (path, _) in FILES {
        text += &format!("wrote {}\n", shown(&typed, path));
    }
    let directory = match &*typed {
        "" => String::new(),
        typed => format!(" {typed}"),
    };
    text += &format!(
        "
Next:
  bailiwick check{directory}             say what is wrong, and judge the controls
  bailiwick show ada{directory}          everything about one person
  change the names and numbers to yours, and check again
"
    );
    console::print(&text)?;
    Ok(exit_code::FINE)
}

fn in_90_days() -> jiff::civil::Date {
    let now = jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC);
    now.date().saturating_add(jiff::Span::new().days(90))
}
