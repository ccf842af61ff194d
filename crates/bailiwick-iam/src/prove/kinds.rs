//! Which policies can be asked about together.
//!
//! A statement with a principal belongs to a resource and names who asks; one without belongs
//! to whoever asks. Taken for sets of requests, the second kind would be about everybody, and
//! a bucket that is open to the world would be nothing new beside an administrator's policy
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html>).

use crate::policy::Policy;

use super::proof::Proof;

/// What a question about both kinds depends on.
const MIXED: &str = "whose policies these are: some statements have a `Principal`, as those of \
                     resources do, and some have none, as those of users and roles";

/// What a question about what somebody holds depends on, when that names who asks.
const NAMED: &str = "whose policies these are: a statement of a user's or role's own policies, of \
                     a boundary, session or service control policy has a `Principal`, which only \
                     those of resources have";

/// Whether any statement of these policies names who asks, and whether any does not.
fn kinds<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> (bool, bool) {
    let statements = policies.into_iter().flat_map(|policy| &policy.statements);
    statements.fold(
        (false, false),
        |(named, unnamed), statement| match statement.principal.is_some() {
            true => (true, unnamed),
            false => (named, true),
        },
    )
}

/// Nothing is proved of policies of both kinds.
pub(super) fn of_one_kind<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Result<(), Proof> {
    match kinds(policies) {
        (true, true) => Err(Proof::Unknown([MIXED.to_owned()].into())),
        _ => Ok(()),
    }
}

/// Nothing is proved of what somebody holds when that names who asks.
pub(super) fn held<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Result<(), Proof> {
    match kinds(policies) {
        (true, _) => Err(Proof::Unknown([NAMED.to_owned()].into())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
