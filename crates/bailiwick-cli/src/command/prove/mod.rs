//! `bailiwick prove`: claims about all requests at once.

mod answer;
mod equivalent;
mod kinds;
mod limits;
mod no_new_access;
mod not_granted;
mod patterns;
pub(super) mod policies;

use clap::{Args, Subcommand, ValueEnum};

use crate::failure::Outcome;

/// Prove of IAM policies what holds of every request there can be.
///
/// Nothing is tried out and nothing is left out: policies are sets of requests, and a claim
/// holds when the set of what contradicts it is empty. All actions count, those that AWS adds
/// tomorrow included, and so do all resources, callers and condition keys.
///
/// A policy that names an account leaves it to the account's own policies who may do
/// something, one that names a user or role grants it: the second is more than the first,
/// and whether it is new access is unknown. `"AWS": "*"` is everybody with or without
/// credentials; whether AWS's services are meant too is unknown.
///
/// What is refuted comes with a request, on which the policies were asked before it is
/// shown. What can be neither is unknown, and the answer says what it depends on. So is what
/// takes too many steps; the same question always ends the same way.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick prove no-new-access --existing before.json --new after.json
  bailiwick prove not-granted --policy role.json --action 's3:Delete*'
  bailiwick prove equivalent before.json after.json

Exits with 0 when it is proved, 1 when it is refuted, 4 when it is not known.")]
pub struct Arguments {
    #[command(subcommand)]
    claim: Claim,
}

#[derive(Debug, Subcommand)]
enum Claim {
    NoNewAccess(no_new_access::Arguments),
    NotGranted(not_granted::Arguments),
    Equivalent(equivalent::Arguments),
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match &arguments.claim {
        Claim::NoNewAccess(arguments) => no_new_access::run(arguments),
        Claim::NotGranted(arguments) => not_granted::run(arguments),
        Claim::Equivalent(arguments) => equivalent::run(arguments),
    }
}
