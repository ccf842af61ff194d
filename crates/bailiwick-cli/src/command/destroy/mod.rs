//! `bailiwick destroy`: deletes a workload's stacks and keeps its data.

mod show;

use std::io::{IsTerminal, stdin};
use std::path::PathBuf;

use bailiwick_aws::destroy::{destroy, plan_destruction};
use clap::Args;
use thiserror::Error;

use super::apply::event_line;
use super::deployments::{Choice, deployments, outlives};
use super::sign_in::{run_name, sign_in};
use crate::failure::{Failure, Outcome};
use crate::front::Front;
use crate::render::{human, summary};
use crate::{console, exit_code};

/// Delete a workload's stacks, and keep the one that holds its data.
///
/// Says first what goes, what stays, and what that costs. The next `bailiwick apply` puts
/// the same data to use again. The stack that holds it is never deleted by this.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick destroy web                         asks for the name to be typed
  bailiwick destroy web acme                    the estate in the folder `acme`
  bailiwick destroy web --yes-delete web        for machines

A workload whose line was taken from the estate is not deleted by that: destroy it first.")]
pub struct Arguments {
    /// Agree beforehand, by the workload's name.
    #[arg(long, value_name = "NAME")]
    yes_delete: Option<String>,

    /// The workload.
    #[arg(value_name = "WORKLOAD")]
    workload: String,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Nobody agreed.
#[derive(Debug, Error)]
enum ConsentError {
    #[error("nobody is here to agree")]
    NoTerminal { workload: String },
    #[error("`{written}` is not `{workload}`")]
    OtherName { written: String, workload: String },
}

impl Failure for ConsentError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoTerminal { workload } => {
                format!("run it in a terminal, or agree beforehand with `--yes-delete {workload}`")
            }
            Self::OtherName { workload, .. } => {
                format!("nothing was deleted; `{workload}` has to be written out")
            }
        })
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let workload = &arguments.workload;
    if arguments.yes_delete.is_none() && !stdin().is_terminal() {
        let workload = workload.clone();
        return Err(ConsentError::NoTerminal { workload }.into());
    }
    let front = Front::read(&arguments.folder)?;
    let Some((estate, blueprint)) = front.estate.as_ref().zip(front.blueprint.as_ref()) else {
        console::remark(&(human::render(&front.report()) + &summary::render(&front)));
        return Ok(exit_code::ESTATE_HAS_ERRORS);
    };
    let deployments = deployments(estate, blueprint, Choice::Only(workload))?;
    let regions = sign_in(&deployments)?;
    let destruction = plan_destruction(&*regions, &deployments, &outlives)?;
    let costs = show::costs(estate, workload);
    console::print(&show::destruction(workload, &destruction, &costs))?;
    if destruction.goes.is_empty() {
        return Ok(exit_code::FINE);
    }
    let typed = match &arguments.yes_delete {
        Some(name) => name.clone(),
        None => ask(workload),
    };
    if typed != *workload {
        return Err(ConsentError::OtherName {
            written: typed,
            workload: workload.clone(),
        }
        .into());
    }
    let mut watch = |holding: &bailiwick_aws::destroy::Holding, event: &_| {
        console::remark(&event_line(&holding.deployment.name, event));
    };
    destroy(&*regions, &destruction, &run_name(), &mut watch)?;
    console::print(&format!(
        "{workload}: deleted; `bailiwick apply {workload}` brings it back\n"
    ))?;
    Ok(exit_code::FINE)
}

fn ask(workload: &str) -> String {
    console::remark(&format!("To delete it, write its name, `{workload}`: "));
    let mut answer = String::new();
    match stdin().read_line(&mut answer) {
        Ok(_) => answer.trim().to_owned(),
        Err(_) => String::new(),
    }
}
