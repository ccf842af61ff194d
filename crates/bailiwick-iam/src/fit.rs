//! Fitting statements into as few policies as AWS's size quotas allow.
//!
//! Owns merging, splitting and packing. All three are exact: the policies
//! together say about every action, resource, condition and principal what
//! the statements said. That they stand in several documents does not matter,
//! because a request is decided on all policies attached to its principal, and
//! a `Deny` in any of them denies
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>).
//! Where only one document can be attached (trust policy, permissions
//! boundary, inline policy of a permission set) the caller asks for one.
//!
//! It chooses no quota: see [`SizeQuota`](crate::policy::SizeQuota).

mod merge;
mod pack;
mod sids;
mod split;

use thiserror::Error;

use crate::policy::{Policy, Statement};

pub(crate) use merge::merge;

/// A statement that no split makes small enough.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a statement needs a policy of {size} characters, and {limit} are allowed")]
pub struct TooLarge {
    /// The smallest piece the statement could be cut into.
    pub statement: Box<Statement>,
    /// The size of a policy with that piece alone.
    pub size: usize,
    /// The size allowed.
    pub limit: usize,
}

/// Puts `statements` into the fewest policies of at most `limit` characters
/// that first-fit decreasing finds.
///
/// - Statements that differ only in the actions, or only in the resources,
///   they name become one. A label that only a part of it had is dropped.
/// - A statement too large for a policy is cut by its actions or resources.
///   `NotAction`, `NotResource`, conditions and principals are never cut: that
///   would change what they say.
/// - Labels are made of letters and digits only, and are unique over all
///   policies (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>):
///   the pieces of `Read` are `Read1`, `Read2`, ...
///
/// Sizes are those of the minified documents in bytes: the same as characters,
/// or more where a value is not ASCII, so every quota's count is within it.
/// Within a policy, statements keep the order given. Of several policies the first hold
/// the denials and the last holds what allows every action, if anything does: whoever
/// attaches them in order, or forgets one, is more likely to allow too little than too
/// much. They still belong together.
///
/// # Errors
/// When a statement cannot be cut small enough.
pub fn fit(statements: Vec<Statement>, limit: usize) -> Result<Vec<Policy>, TooLarge> {
    let room = limit.saturating_sub(envelope());
    let mut sids = sids::Sids::default();
    let mut pieces = Vec::new();
    for mut statement in merge(statements) {
        statement.sid = sids.make_unique(statement.sid.take());
        pieces.extend(split::split(statement, room, &mut sids)?);
    }
    Ok(pack::pack(pieces, room))
}

/// The size of a policy without statements.
fn envelope() -> usize {
    Policy::new([]).to_minified().len()
}

/// The size of a statement within a policy.
fn size_of(statement: &Statement) -> usize {
    statement.to_json().to_string().len()
}

#[cfg(test)]
mod tests;
