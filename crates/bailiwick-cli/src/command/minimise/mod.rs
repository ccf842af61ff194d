//! `bailiwick minimise`: the smallest policy that decides as one does.

mod quota;
mod result;

use std::path::PathBuf;

use bailiwick_iam::minimise::minimise;
use bailiwick_iam::service_data;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use self::quota::Quota;
use self::result::Result;
use super::prove::policies::read;
use crate::failure::Outcome;
use crate::render::pretty;
use crate::{console, exit_code};

/// Write policies as small as they can be proved to decide alike.
///
/// What other patterns or statements make redundant is dropped; statements are merged and cut
/// anew. The result is proved to decide every request as the original does: all actions count,
/// those that AWS adds tomorrow too. Where that cannot be proved, less is changed, or nothing,
/// and the output says why. Labels of statements go.
///
/// A list of actions is therefore not turned into a wildcard: `s3:Get*` is all of today's
/// actions that it matches, and tomorrow's. With `--wildcards` it is, where two things hold:
/// the service data has no action that the wildcard matches and the statement does not select,
/// and these are of access levels (List, Read, Tagging, Write, Permissions management) of which
/// the statement selects every action of the service. The result is then proved for the actions
/// of the service data alone, and the output says so with its date; `prove equivalent` says that
/// the two differ on actions to come.
///
/// Sizes are those that the quota counts: without white space.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick minimise policy.json > smaller.json
  bailiwick minimise policy.json --quota service-control
  bailiwick minimise policy.json --wildcards
  bailiwick minimise policies --format json   each policy of a folder, with its sizes

Exits with 0 when each result fits the quota, 1 when one does not.")]
pub struct Arguments {
    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// The quota that each policy is to fit.
    #[arg(long, value_enum, default_value_t = Quota::Managed)]
    quota: Quota,

    /// Put wildcards in the place of lists, where access levels selected whole make that exact
    /// for all actions of the service data.
    #[arg(long)]
    wildcards: bool,

    /// Policies, and folders of policies.
    #[arg(value_name = "POLICY", required = true)]
    policies: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a policy on each line of the output, what there is to say beside it.
    Human,
    /// For programs.
    Json,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut results: Vec<Result> = Vec::new();
    for (policy, file) in read(&arguments.policies)?.with_files() {
        let mut minimised = minimise(policy);
        if arguments.wildcards {
            minimised = minimised.with_wildcards(policy, service_data());
        }
        results.push(Result::new(file, minimised, arguments.quota.quota()));
    }
    match arguments.format {
        Format::Human => {
            for result in &results {
                console::print(&format!("{}\n", result.document()))?;
                console::remark(&result.text());
            }
        }
        Format::Json => {
            let policies: Vec<Value> = results.iter().map(Result::json).collect();
            let all = json!({
                "serviceData": service_data().date(),
                "policies": policies,
            });
            console::print(&pretty(&all))?;
        }
    }
    Ok(match results.iter().all(Result::fits) {
        true => exit_code::FINE,
        false => exit_code::NOT_SO,
    })
}
