//! `bailiwick prove not-granted`: policies do not allow something.

use std::path::PathBuf;

use bailiwick_iam::prove::not_granted;
use clap::Args;

use super::Format;
use super::answer::Answer;
use super::policies::read;
use crate::failure::Outcome;

/// Prove that policies allow none of some actions on any of some resources.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick prove not-granted --policy role.json --action 's3:Delete*' s3:PutBucketPolicy
  bailiwick prove not-granted --policy role.json --resource 'arn:aws:s3:::payroll*'
  bailiwick prove not-granted --policy policies/ --action iam:PassRole \\
      --resource arn:aws:iam::111122223333:role/admin

Exits with 0 when it is proved, 1 when it is refuted, 4 when it is not known.")]
pub(super) struct Arguments {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// The policies, which have a say together: files, or folders of `*.json`.
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    policy: Vec<PathBuf>,

    /// Actions, such as `s3:GetObject` or `s3:*`; all of them when left out.
    #[arg(long, value_name = "ACTION", num_args = 1.., required_unless_present = "resource")]
    action: Vec<String>,

    /// ARNs of resources, which may have wildcards; all of them when left out.
    #[arg(long, value_name = "ARN", num_args = 1..)]
    resource: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let policies = read(&arguments.policy)?;
    let quoted = |names: &[String], all: &str| match names {
        [] => all.to_owned(),
        names => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            names.join(" or ")
        }
    };
    let answer = Answer {
        proof: not_granted(&policies.all(), &arguments.action, &arguments.resource),
        claim: format!(
            "{} {} not allow {} on {}",
            policies.names(),
            policies.verb("does", "do"),
            quoted(&arguments.action, "any action"),
            quoted(&arguments.resource, "anything"),
        ),
        sides: (None, "policies"),
    };
    answer.print(arguments.format)
}
