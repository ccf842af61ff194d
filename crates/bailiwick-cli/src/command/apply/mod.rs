//! `bailiwick apply`: makes AWS what the estate says, one agreed plan after the other.

mod attendant;
mod setting;
mod show;

use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use bailiwick_aws::apply::{Applied, apply};
use bailiwick_aws::cloud::Event;
use clap::Args;
use thiserror::Error;

use super::deployments::{Choice, deployments, secrets, set};
use super::sign_in::{run_name, sign_in};
use crate::failure::{Failure, Outcome};
use crate::front::Front;
use crate::render::{human, summary};
use crate::{console, exit_code};
use attendant::{Consent, Terminal};

/// Deploy what the estate compiles to, after showing what would change.
///
/// Each stack's change set is shown first, what puts data at risk at its top, and nothing
/// is done before you agree. Stacks that need what others say are planned once those are
/// there. Credentials are found as every AWS tool finds them: `AWS_PROFILE` and the like.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick apply web              the workload `web` of the estate in this folder
  bailiwick apply web acme         the same in the folder `acme`
  bailiwick apply web --set ImageVersion=2026.11.22   with a value for a parameter
  bailiwick apply --all --plan     what would change in every stack; changes nothing
  bailiwick apply --all --account production --yes   for machines

Exits with 1 when something would change that was not agreed to, as with `--plan`. Needs a build with `--features aws`.")]
pub struct Arguments {
    /// Every stack of the estate, not those of one workload.
    #[arg(long)]
    all: bool,

    /// Only the stacks of this account.
    #[arg(long, value_name = "NAME", requires = "all")]
    account: Option<String>,

    /// Show what would change, and change nothing.
    #[arg(long, conflicts_with = "yes")]
    plan: bool,

    /// Agree beforehand to everything that leaves data where it is.
    #[arg(long)]
    yes: bool,

    /// Agree beforehand that data of this resource is lost, or left outside its stack. A line
    /// that is missing from the estate may ask for that, which `--yes` alone does not do.
    #[arg(long, value_name = "RESOURCE", requires = "yes")]
    yes_lose: Vec<String>,

    /// Give a value to a parameter of a template. `NAME=@FILE` takes the content of a file, so
    /// that a secret is seen by nobody; `-` is the standard input. Later deployments keep it.
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,

    /// The workload, unless it is `--all`; and the folder of the estate, `.` when left out.
    #[arg(value_name = "WORKLOAD] [DIR", num_args = 0..=2)]
    names: Vec<String>,
}

/// What is asked for cannot be understood, or not agreed to.
#[derive(Debug, Error)]
enum AskError {
    #[error("nobody said what to deploy")]
    Nothing,
    #[error("`--all` deploys every workload; `{written}` is one too many")]
    TooMany { written: String },
    #[error("nobody is here to agree")]
    NoTerminal,
    #[error("`--yes` agrees to lose no data, and this may: {}", quoted(resources))]
    MayLose { resources: Vec<String> },
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

impl Failure for AskError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Nothing => {
                "name a workload, `bailiwick apply web`, or everything with `--all`".into()
            }
            Self::TooMany { .. } => "leave it out, or leave `--all` out".into(),
            Self::NoTerminal => {
                "run it in a terminal, look first with `--plan`, or agree beforehand with `--yes`"
                    .into()
            }
            Self::MayLose { resources } => {
                let each = resources.iter().map(|name| format!(" --yes-lose {name}"));
                let each: String = each.collect();
                format!(
                    "nothing of this was done: see whether a line is missing from the estate; if it is meant, `--yes{each}`"
                )
            }
        })
    }
}

/// What happened to a stack, as a line.
pub(super) fn event_line(stack: &str, event: &Event) -> String {
    match event.status.is_in_progress() {
        true => String::new(),
        false => show::event(stack, event) + "\n",
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (workload, folder) = arguments.names()?;
    let consent = match (arguments.plan, arguments.yes) {
        (true, _) => Consent::Never,
        (_, true) => Consent::Beforehand {
            losing: arguments.yes_lose.clone(),
        },
        _ if stdin().is_terminal() => Consent::Asked,
        _ => return Err(AskError::NoTerminal.into()),
    };
    let settings = setting::read(&arguments.set)?;
    let front = Front::read(&folder)?;
    let Some((estate, blueprint)) = front.estate.as_ref().zip(front.blueprint.as_ref()) else {
        console::remark(&(human::render(&front.report()) + &summary::render(&front)));
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    let choice = match &workload {
        Some(name) => Choice::Workload(name),
        None => Choice::All {
            account: arguments.account.as_deref(),
        },
    };
    let mut deployments = deployments(estate, blueprint, choice)?;
    set(&mut deployments, &settings)?;
    console::conceal(secrets(&deployments));
    let regions = sign_in(&deployments)?;
    let mut terminal = Terminal::new(consent, &deployments);
    let applied = apply(&*regions, &deployments, &run_name(), &mut terminal);
    let refused = terminal.finish()?;
    let applied = applied?;
    if let Some(resources) = refused {
        return Err(AskError::MayLose { resources }.into());
    }
    Ok(match applied {
        Applied::Everything => exit_code::FINE,
        Applied::Declined => exit_code::DIFFERS,
    })
}

impl Arguments {
    /// The workload and the folder.
    fn names(&self) -> Result<(Option<String>, PathBuf), AskError> {
        let here = || Path::new(".").to_owned();
        match (self.all, &self.names[..]) {
            (false, []) => Err(AskError::Nothing),
            (false, [workload]) => Ok((Some(workload.clone()), here())),
            (false, [workload, folder, ..]) => Ok((Some(workload.clone()), folder.into())),
            (true, []) => Ok((None, here())),
            (true, [folder]) => Ok((None, folder.into())),
            (true, [written, ..]) => Err(AskError::TooMany {
                written: written.clone(),
            }),
        }
    }
}
