//! `bailiwick diff`: what a change of an estate does to access and reach.

mod revision;

use std::path::{Path, PathBuf};

use bailiwick_compile::Blueprint;
use bailiwick_diff::{Change, Side};
use bailiwick_estate::estate::Estate;
use clap::{Args, ValueEnum};

use self::revision::{Checkout, check_out};
use crate::failure::{Failure, Outcome};
use crate::front::Front;
use crate::loader::typed;
use crate::render::{change, human, pretty, summary};
use crate::{console, exit_code};

/// Say what a change of an estate does to access and reach, not to its text.
///
/// Compares two folders, or two revisions of the git repository that the estate is in: who
/// gains and who loses which actions on what, which ways open and close for which packets,
/// and which verdicts on controls are others. Each comes with a request or a packet that
/// shows it, and that there is no change is proved, for every request and packet there can
/// be. What cannot be told is unknown, and named.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick diff before after                    two folders
  bailiwick diff main                            the estate in this folder, against a branch
  bailiwick diff main estate                     the folder `estate`, against a branch
  bailiwick diff v1 v2 estate                    the folder `estate` in two revisions
  bailiwick diff main --format markdown > c.md   a comment for a pull request
  bailiwick diff main --without-controls         without judging the controls

A name that is a folder is that folder; else it is a revision: a branch, a tag, a commit.

Exits with 0 when it is proved that nobody gains access and nothing opens, and no verdict gets
worse; with 1 when somebody gains or holds something by other terms, something opens, a verdict
gets worse, or one of the estates has errors; with 2 when there is nothing to compare; with 4
when it is not known.")]
pub struct Arguments {
    /// How the change is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Do not judge the controls.
    #[arg(long)]
    without_controls: bool,

    /// The estate as it was: a folder, or a revision.
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The estate as it is to be: a folder, or a revision.
    #[arg(value_name = "NEW", default_value = ".")]
    new: PathBuf,

    /// The folder of the estate in a revision; that of the other side, or this one, when left
    /// out.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
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
    let (old, _old_files) = arguments.read(&arguments.old, &arguments.new)?;
    let (new, _new_files) = arguments.read(&arguments.new, &arguments.old)?;
    let (Some(before), Some(after)) = (sound(&old), sound(&new)) else {
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    let (before, after) = Side::both(before, after);
    let change = Change::between(&before, &after);
    let change = if arguments.without_controls {
        change
    } else if old.says_the_same(&new) {
        change.alike()
    } else {
        change.judged(&old.judge(None), &new.judge(None))
    };
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

impl Arguments {
    /// Reads one side: a folder, or else a revision.
    fn read(
        &self,
        side: &Path,
        other: &Path,
    ) -> Result<(Front, Option<Checkout>), Box<dyn Failure>> {
        if side.exists() {
            return Ok((Front::read(side)?, None));
        }
        let folder = match &self.folder {
            Some(folder) => folder,
            None if other.is_dir() => other,
            None => Path::new("."),
        };
        let named = side.to_string_lossy();
        let checkout = check_out(&named, folder)?;
        let shown = format!("{named}:{}", typed(folder));
        let front = Front::read_as(&checkout.folder, Some(shown))?;
        Ok((front, Some(checkout)))
    }
}

/// The estate and what it compiles to; what is wrong is printed.
fn sound(front: &Front) -> Option<(&Estate, &Blueprint)> {
    let sound = front.estate.as_ref().zip(front.blueprint.as_ref());
    if sound.is_none() {
        console::remark(&(human::render(&front.report()) + &summary::render(front)));
    }
    sound
}
