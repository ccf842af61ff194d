//! `bailiwick show`: one thing of the estate, with all that the estate says about it.
//!
//! What was written is shown from the tree, whatever the record; what follows from it
//! is gathered in `facts`, and who refers to it in `references`.

mod facts;
mod find;
mod references;
mod written;

use std::path::PathBuf;

use anstyle::Style;
use clap::Args;
use serde_json::{Map, Value, json};

use crate::failure::Outcome;
use crate::front::Front;
use crate::render::outline::{Field, Item, to_json, to_text};
use crate::render::{Format, pretty, printable};
use crate::{console, exit_code};

/// Show one thing: what was written of it, and what the estate says about it.
///
/// NAME is a name, or `section/name` where several sections declare it, or one of
/// `estate`, `title`, `description` and `organization`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick show ada                  a person: groups, and what they hold where
  bailiwick show accounts/prod acme   an account: ways in, budget, who holds what
  bailiwick show organization         the organisation as a whole
  bailiwick show --format json ada    the same for programs")]
pub struct Arguments {
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// The name of a thing, or `section/name`.
    #[arg(value_name = "NAME")]
    name: String,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

const HEADING: Style = Style::new().bold();
const PLACE: Style = Style::new().dimmed();

/// One thing, ready to be shown.
struct Shown {
    section: Option<&'static str>,
    name: String,
    place: String,
    fields: Vec<Field>,
    facts: Vec<Field>,
    referrers: Vec<Field>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let front = Front::read(&arguments.folder)?;
    let subject = find::find(&front.tree, &arguments.name)?;
    let shown = Shown {
        section: subject.section,
        name: subject.entry.key.clone(),
        place: front.place(subject.entry.key_span),
        fields: written::fields(&front, subject.entry, subject.section.is_none()),
        facts: match &front.estate {
            Some(estate) => facts::facts(estate, &subject),
            None => Vec::new(),
        },
        referrers: references::referrers(&front, &subject),
    };
    console::print(&match arguments.format {
        Format::Human => shown.text(),
        Format::Json => pretty(&shown.json()),
    })?;
    if front.errors() == 0 {
        return Ok(exit_code::FINE);
    }
    console::remark(
        "\nThe estate has errors, so what follows from it is left out here: see `bailiwick check`.\n",
    );
    Ok(exit_code::ESTATE_HAS_ERRORS)
}

impl Shown {
    fn text(&self) -> String {
        let name = match self.section {
            Some(section) => format!("{section}/{}", self.name),
            None => self.name.clone(),
        };
        let mut text = format!(
            "{HEADING}{}{HEADING:#}  {PLACE}{}{PLACE:#}\n",
            printable(&name),
            printable(&self.place)
        );
        text += &to_text(&self.fields);
        // Short facts stand together, the others apart.
        for facts in self
            .facts
            .chunk_by(|one, next| one.is_short() && next.is_short())
        {
            text.push('\n');
            text += &to_text(facts);
        }
        if !self.referrers.is_empty() {
            let referrers = Item::Record(self.referrers.clone());
            text.push('\n');
            text += &to_text(&[Field::new("named_by", referrers)]);
        }
        text
    }

    fn json(&self) -> Value {
        let places: Map<String, Value> = self
            .fields
            .iter()
            .map(|field| (field.key.clone(), json!(field.place)))
            .collect();
        json!({
            "section": self.section,
            "name": self.name,
            "place": self.place,
            "fields": to_json(&self.fields),
            "places": places,
            "facts": to_json(&self.facts),
            "named_by": to_json(&self.referrers),
        })
    }
}
