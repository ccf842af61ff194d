//! `bailiwick escalation`: who can become an administrator?

mod human;
mod json;
mod sarif;

use bailiwick_iam::escalation::escalations;
use clap::{Args, ValueEnum};

use super::asking::Source;
use crate::console;
use crate::exit_code::{ESTATE_HAS_ERRORS, FINE, NOT_SO};
use crate::failure::Outcome;
use crate::render::pretty;

/// Who can become an administrator of their account, though they are none?
///
/// From each user and role that is no administrator, every known way to obtain permissions
/// is followed, until nothing new is reached: roles that are assumed or passed, functions
/// and machines that are changed, keys that are made, policies that are written. What leads
/// to an administrator is shown step by step.
///
/// An administrator is a user or role whose own policies and boundary allow, on anything,
/// what it takes to grant anybody anything: to write, attach and version policies of users,
/// groups and roles, to change whom roles trust, and to create users, roles and keys.
///
/// A chain that depends on something unknown is possible, and says on what. Of observed
/// accounts, service control policies are not read; they could only stop a chain.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick escalation acme
  bailiwick escalation --observed details.json
  bailiwick escalation --observed observed --format sarif > escalation.sarif

`aws iam get-account-authorization-details` prints users, roles and policies. In a folder,
what the AWS CLI prints of what runs with roles makes chains certain that are possible
without: `observed/111122223333/eu-west-1/functions.json` and so on, from `aws lambda
list-functions`, `aws ec2 describe-instances`, `aws codebuild batch-get-projects`, `aws
cloudformation describe-stacks`, `aws glue get-jobs`, `aws glue get-dev-endpoints`, `aws ecs
list-clusters`, `aws ecs list-container-instances`.

Exits with 1 when somebody can, or possibly can, become an administrator.")]
pub struct Arguments {
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    #[command(flatten)]
    source: Source,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For code review tools.
    Sarif,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let Some(directory) = arguments.source.read()? else {
        return Ok(ESTATE_HAS_ERRORS);
    };
    let report = escalations(&directory.accounts);
    console::print(&match arguments.format {
        Format::Human => human::render(&report, &directory),
        Format::Json => pretty(&json::render(&report, &directory)),
        Format::Sarif => pretty(&sarif::render(&report, &arguments.source.shown())),
    })?;
    Ok(match report.escalations.is_empty() {
        true => FINE,
        false => NOT_SO,
    })
}
