//! `bailiwick prove not-granted`: policies do not allow something.

use std::path::PathBuf;

use bailiwick_iam::actions::matches_wildcard;
use bailiwick_iam::decide::WITHOUT_POLICIES;
use bailiwick_iam::prove::{not_granted, not_granted_within};
use clap::Args;
use thiserror::Error;

use super::Format;
use super::answer::Answer;
use super::kinds;
use super::limits::Limits;
use super::patterns;
use super::policies::read;
use crate::failure::{Failure, Outcome};

/// Prove that policies allow none of some actions on any of some resources.
///
/// With a boundary, session policies or policies of an organisation, what is asked is what
/// the holder may effectively do: what the policies allow and each of those as well, less what
/// any of them denies. The policies of resources are taken to leave access to the holder's
/// account; what one grants by itself is not asked about.
///
/// Policies have no say in `sts:GetCallerIdentity`, which every user and role may do, and
/// `sts:GetSessionToken`, which every user may: nothing is proved of these.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick prove not-granted --policy role.json --action 's3:Delete*' s3:PutBucketPolicy
  bailiwick prove not-granted --policy role.json --resource 'arn:aws:s3:::payroll*'
  bailiwick prove not-granted --policy policies/ --action iam:PassRole \\
      --resource arn:aws:iam::111122223333:role/admin
  bailiwick prove not-granted --policy role.json --boundary boundary.json \\
      --scp scp/root scp/production --rcp rcp/root --action 'cloudtrail:Stop*'

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

    #[command(flatten)]
    limits: Limits,
}

/// An action that is allowed whatever policies say.
#[derive(Debug, Error)]
#[error("policies have no say in `{action}`: {who} may do it")]
struct BeyondPolicies {
    action: &'static str,
    who: &'static str,
}

impl Failure for BeyondPolicies {
    fn hint(&self) -> Option<String> {
        Some("ask about other actions".into())
    }
}

/// What is allowed whatever policies say, among what is asked about with wildcards.
fn beyond_policies(actions: &[String]) -> Vec<String> {
    WITHOUT_POLICIES
        .into_iter()
        .filter(|(name, _)| actions.iter().any(|asked| matches_wildcard(asked, name)))
        .map(|(name, who)| format!("policies have no say in `{name}`: {who} may do it"))
        .collect()
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    for (action, who) in WITHOUT_POLICIES {
        let names = |asked: &String| asked.eq_ignore_ascii_case(action);
        if arguments.action.iter().any(names) {
            return Err(BeyondPolicies { action, who }.into());
        }
    }
    let (actions, resources) = (&arguments.action, &arguments.resource);
    actions
        .iter()
        .try_for_each(|action| patterns::action(action))?;
    resources
        .iter()
        .try_for_each(|resource| patterns::resource(resource))?;
    let policies = read(&arguments.policy)?;
    match arguments.limits.are_given() {
        true => kinds::held(&policies)?,
        false => kinds::of_one_kind(&[&policies])?,
    }
    let limits = arguments.limits.read()?;
    let proof = match arguments.limits.are_given() {
        true => {
            let layers = limits.layers(policies.all());
            not_granted_within(&layers, limits.holder(), actions, resources)
        }
        false => not_granted(&policies.all(), actions, resources),
    };
    let quoted = |names: &[String], all: &str| match names {
        [] => all.to_owned(),
        names => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            names.join(" or ")
        }
    };
    let answer = Answer {
        proof,
        claim: format!(
            "{}{} {} not allow {} on {}",
            policies.names(),
            limits.words(),
            policies.verb("does", "do"),
            quoted(actions, "any action"),
            quoted(resources, "anything"),
        ),
        sides: (None, "policies"),
        remarks: [patterns::remarks(actions), beyond_policies(actions)].concat(),
    };
    answer.print(arguments.format)
}
