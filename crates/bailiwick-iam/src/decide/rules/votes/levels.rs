//! What the policies of the organisation say, level by level.

use super::Vote;
use crate::decide::Known;
use crate::decide::compile::Set;
use crate::decide::outcome::Outcome;
use crate::decide::question::Question;

/// "For a permission to be allowed for a specific account, there must be an
/// explicit Allow statement at every level from the root through each OU in
/// the direct path to the account"
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>;
/// for resources <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html>).
pub(super) fn levels<T: Outcome>(
    known: &Known<Vec<Set>>,
    binds: impl FnOnce() -> T,
    question: &Question<'_>,
) -> Vote<T> {
    let vote = match known {
        Known::Known(levels) if levels.is_empty() => return Vote::certain(true),
        Known::Known(levels) => levels
            .iter()
            .fold(Vote::certain(true), |vote: Vote<T>, level| {
                let of_level: Vote<T> = Vote::of(level, question);
                Vote {
                    denies: vote.denies.or(of_level.denies),
                    allows: vote.allows.and(of_level.allows),
                }
            }),
        Known::Unknown(reason) => Vote::unknown(reason),
    };
    let binds = binds();
    Vote {
        denies: binds.clone().and(vote.denies),
        allows: binds.choose(vote.allows, T::certain(true)),
    }
}
