//! `bailiwick diff`: what a change of an estate does to access and reach.

use std::path::PathBuf;

use bailiwick_diff::{Change, Side};
use clap::Args;

use crate::failure::Outcome;
use crate::front::Front;
use crate::render::{change, human, summary};
use crate::{console, exit_code};

/// Say what a change of an estate does to access, not to its text.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The estate as it was: a folder.
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The estate as it is to be: a folder.
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let old = Front::read(&arguments.old)?;
    let new = Front::read(&arguments.new)?;
    let (Some(before), Some(after)) = (sound(&old), sound(&new)) else {
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    let (before, after) = Side::both(before, after);
    let change = Change::between(&before, &after);
    console::print(&change::human(&change))?;
    Ok(match change.access.nobody_gains() {
        true => exit_code::FINE,
        false => exit_code::NOT_SO,
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
