//! `bailiwick profiles`: a person's AWS CLI profiles, printed, compared or written.

mod file;

use std::path::PathBuf;

use bailiwick_handbook::profiles::{
    Change, Comparison, Malformed, Profiles, ProfilesError, Refusal,
};
use clap::Args;
use thiserror::Error;

use self::file::ConfigFile;
use crate::failure::{Failure, Outcome};
use crate::front::Front;
use crate::render::{human, printable, summary};
use crate::{console, exit_code};

/// Print a person's AWS CLI profiles, or keep their config file up to date.
///
/// One profile for each account and permission that the person holds through groups,
/// and the `sso-session` they share. Without `--check` or `--write` they are printed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick profiles ada                     print them
  bailiwick profiles ada acme                from the estate in the folder `acme`
  bailiwick profiles ada --check             is my config file up to date?
  bailiwick profiles ada --write             bring it up to date
  bailiwick profiles ada --write=aws.config  write another file

Written sections are marked with `# managed by bailiwick (ESTATE)`; all others are kept
as they are, to the byte. A section of the same name that is not marked and says
something else is never overwritten: then nothing is written at all.

A section that is marked and does not sign in as the others do is left and named.

Exits with 0 when the file is up to date, with 1 when `--check` found a difference or a
section that is marked and left.")]
pub struct Arguments {
    /// Compare with a config file; `$AWS_CONFIG_FILE` or `~/.aws/config` when left out.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, conflicts_with = "write")]
    check: Option<Option<PathBuf>>,

    /// Write to a config file; `$AWS_CONFIG_FILE` or `~/.aws/config` when left out.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    write: Option<Option<PathBuf>>,

    /// The name of the person.
    #[arg(value_name = "PERSON")]
    person: String,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

impl Failure for ProfilesError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownPerson { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::UnknownPerson { near: None, .. } => {
                "people are declared under `people`".into()
            }
            Self::NoIdentityCenter { .. } => {
                "say how people sign in under `organization`, in `identity`".into()
            }
            Self::PermissionSet(_) => "rename the permission; longer words go into `title`".into(),
            Self::SameName { .. } => {
                "rename one of the accounts; only letters, digits and `_ - / . % @ : +` make a difference".into()
            }
        })
    }
}

/// A config file that stays as it is.
#[derive(Debug, Error)]
#[error("cannot bring `{path}` up to date")]
struct Refused {
    path: String,
    #[source]
    refusal: Refusal,
}

impl Refused {
    fn of(file: &ConfigFile) -> impl Fn(Refusal) -> Self {
        let path = file.to_string();
        move |refusal| Self {
            path: path.clone(),
            refusal,
        }
    }
}

impl Failure for Refused {
    fn hint(&self) -> Option<String> {
        Some(
            match self.refusal {
                Refusal::Malformed(Malformed::Indented { .. }) | Refusal::OthersWouldChange => {
                    "start every header of the file in the first column; nothing was written"
                }
                Refusal::Malformed(_) => {
                    "mend the file, which the AWS CLI cannot read either; nothing was written"
                }
                Refusal::Conflict(_) => {
                    "rename or remove that section, or name another file; `--check` shows the difference, and nothing was written"
                }
            }
            .into(),
        )
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let front = Front::read(&arguments.folder)?;
    let Some(estate) = &front.estate else {
        console::remark(&(human::render(&front.report()) + &summary::render(&front)));
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    let profiles = Profiles::of(estate, &arguments.person)?;
    let code = match (&arguments.check, &arguments.write) {
        (Some(path), _) => check(&profiles, &ConfigFile::find(path.as_deref())?)?,
        (None, Some(path)) => write(&profiles, &ConfigFile::find(path.as_deref())?)?,
        (None, None) => {
            console::print(&printable(&profiles.to_config()))?;
            exit_code::FINE
        }
    };
    if arguments.check.is_some() || arguments.write.is_some() {
        let pending = profiles.pending.iter();
        let remarks: String = pending
            .map(|account| format!("`{account}` has no account id yet, so it has no profile\n"))
            .collect();
        console::remark(&printable(&remarks));
    }
    if profiles.profiles.is_empty() && profiles.pending.is_empty() {
        let person = printable(&arguments.person);
        console::remark(&format!("`{person}` holds nothing in an AWS account\n"));
    }
    Ok(code)
}

fn check(profiles: &Profiles, file: &ConfigFile) -> Outcome {
    let comparison = Comparison::of(profiles, &file.read()?).map_err(Refused::of(file))?;
    if comparison.is_current() && comparison.unsure.is_empty() {
        console::print(&format!("`{file}` is up to date\n"))?;
        return Ok(exit_code::FINE);
    }
    console::print(&printable(&comparison.to_diff()))?;
    console::remark(&printable(&unsure(&comparison, profiles)));
    if let Err(conflict) = comparison.text() {
        console::remark(&format!("{}\n", printable(&conflict.to_string())));
    }
    Ok(exit_code::DIFFERS)
}

fn write(profiles: &Profiles, file: &ConfigFile) -> Outcome {
    let comparison = Comparison::of(profiles, &file.read()?).map_err(Refused::of(file))?;
    let text = comparison.text().map_err(Refused::of(file))?;
    if !comparison.changes.is_empty() {
        file.write(text)?;
    }
    let mut lines = Vec::new();
    for change in &comparison.changes {
        lines.push(format!("{} {}", did(change), change.section));
    }
    for section in &comparison.same {
        lines.push(format!(
            "left {section}, which is not managed by bailiwick and says the same"
        ));
    }
    lines.push(if !comparison.changes.is_empty() {
        format!("wrote `{file}`")
    } else if comparison.unsure.is_empty() {
        format!("`{file}` is up to date")
    } else {
        format!("nothing to write to `{file}`")
    });
    console::print(&printable(&(lines.join("\n") + "\n")))?;
    console::remark(&printable(&unsure(&comparison, profiles)));
    if !profiles.profiles.is_empty() && !comparison.changes.is_empty() {
        let session = &profiles.session.name;
        console::remark(&format!(
            "sign in with `aws sso login --sso-session {session}`\n"
        ));
    }
    Ok(exit_code::FINE)
}

/// What is said of sections that only a person can tell to be ours or not.
fn unsure(comparison: &Comparison, profiles: &Profiles) -> String {
    let session = &profiles.session.name;
    let remark = |section| {
        format!(
            "{section} is marked as managed by bailiwick, but is no profile of [sso-session {session}]; remove the section, or the mark above it if it is yours\n"
        )
    };
    comparison.unsure.iter().map(remark).collect()
}

fn did(change: &Change) -> &'static str {
    match (change.before.is_empty(), change.after.is_empty()) {
        (true, _) => "added",
        (false, true) => "removed",
        (false, false) => "changed",
    }
}
