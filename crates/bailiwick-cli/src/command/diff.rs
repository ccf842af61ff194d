//! `bailiwick diff`: what a change of an estate does to access and reach.

use std::path::PathBuf;

use bailiwick_diff::{Change, Side};
use clap::{Args, ValueEnum};

use crate::failure::Outcome;
use crate::front::Front;
use crate::render::{change, human, pretty, summary};
use crate::{console, exit_code};

/// Say what a change of an estate does to access, not to its text.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How the change is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// The estate as it was: a folder.
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The estate as it is to be: a folder.
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For a comment on a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let old = Front::read(&arguments.old)?;
    let new = Front::read(&arguments.new)?;
    let (Some(before), Some(after)) = (sound(&old), sound(&new)) else {
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    let (before, after) = Side::both(before, after);
    let (judged_before, judged_after) = (old.judge(None), new.judge(None));
    let change = Change::between((&before, &judged_before), (&after, &judged_after));
    let text = match arguments.format {
        Format::Human => change::human(&change),
        Format::Markdown => change::markdown(&change),
        Format::Json => pretty(&change::json(&change)),
    };
    console::print(&text)?;
    Ok(if change.has_gain() {
        exit_code::NOT_SO
    } else if change.is_unknown() {
        exit_code::UNKNOWN
    } else {
        exit_code::FINE
    })
}

/// The estate and what it compiles to; what is wrong is printed.
fn sound(
    front: &Front,
) -> Option<(
    &bailiwick_estate::estate::Estate,
    &bailiwick_compile::Blueprint,
)> {
    let sound = front.estate.as_ref().zip(front.blueprint.as_ref());
    if sound.is_none() {
        console::remark(&(human::render(&front.report()) + &summary::render(front)));
    }
    sound
}
