//! The smallest policy that decides as a given one does.
//!
//! Owns [`minimise`], which takes these steps until none makes the policy
//! smaller: patterns that others of their list cover go (`tidy`), statements,
//! actions and resources that other statements make redundant go
//! (`redundant`), conditions and principals are joined (`values`), statements
//! are merged and cut anew (`regroup`). Labels (`Sid`) decide nothing and go.
//!
//! Whatever the steps did, the whole result is proved at the end to decide every
//! request as the original does ([`crate::prove`]); without that proof the
//! original is the result, and why is told.
//!
//! Lists do not become wildcards: those would allow what AWS adds tomorrow, and
//! no proof over all actions would hold. Whoever wants them asks for
//! [`Minimised::with_wildcards`]; what that returns is proved for the actions of the
//! service data only, and says so ([`Scope`]).

mod collapse;
mod document;
mod redundant;
mod regroup;
mod tidy;
mod values;

use std::collections::BTreeSet;

use crate::policy::Policy;
use crate::prove::{Proof, equivalent, equivalent_for_known_actions, surely_equivalent};
use crate::service_data::ServiceData;

pub use document::{document, size};

/// The actions that a result was proved for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All that there are and will be: original and result are equivalent.
    AllActions,
    /// Those of the service data, on its date. What AWS adds later may be
    /// decided otherwise.
    KnownActions,
}

/// A policy and the smallest one found that is proved to decide alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimised {
    /// The smaller policy; the original where nothing could be proved.
    pub policy: Policy,
    /// The size of the original: the characters of its [`document`].
    pub before: usize,
    /// The size of the smaller one.
    pub after: usize,
    /// The actions that the two were proved to decide alike on.
    pub scope: Scope,
    /// Why the smallest policy that was tried is not the result: what its
    /// proof depends on. Empty: it is.
    pub unproved: BTreeSet<String>,
}

/// The smallest policy found that is proved to decide as `policy` does.
///
/// ```
/// use bailiwick_iam::minimise::minimise;
/// use bailiwick_iam::policy::{Policy, Statement};
///
/// let wordy = Policy::new([
///     Statement::allow(["s3:GetObject", "s3:Get*"]).on(["arn:aws:s3:::logs/*"]),
///     Statement::allow(["s3:ListBucket"]).on(["arn:aws:s3:::logs/*"]),
///     Statement::allow(["s3:GetObject"]).on(["arn:aws:s3:::logs/2026"]),
/// ]);
/// let small = Policy::new([
///     Statement::allow(["s3:Get*", "s3:ListBucket"]).on(["arn:aws:s3:::logs/*"]),
/// ]);
/// assert_eq!(minimise(&wordy).policy, small);
/// ```
pub fn minimise(policy: &Policy) -> Minimised {
    let result = |result: Policy, unproved: BTreeSet<String>| Minimised {
        before: size(policy),
        after: size(&result),
        policy: result,
        scope: Scope::AllActions,
        unproved,
    };
    let mut unproved = BTreeSet::new();
    // What each list says by itself is easier to prove than the whole.
    for tried in [smallest, tidy::tidied] {
        let tried = tried(policy);
        if surely_equivalent(&[policy], &[&tried]) {
            return result(tried, unproved);
        }
        let doubts = doubts(equivalent(&[policy], &[&tried]));
        if doubts.is_empty() {
            return result(tried, unproved);
        }
        unproved.extend(doubts);
    }
    result(policy.clone(), unproved)
}

impl Minimised {
    /// The same, with wildcards in the place of lists of actions where every
    /// action of `data` that a wildcard matches is selected anyway, and is of an
    /// access level that the statement selects whole.
    ///
    /// Where that is smaller, it is proved to decide as `original`, whose
    /// minimised form this is, on the actions of `data` ([`Scope::KnownActions`]),
    /// not on those to come.
    #[must_use]
    pub fn with_wildcards(mut self, original: &Policy, data: &ServiceData) -> Self {
        let collapsed = collapse::collapsed(&self.policy, data);
        if collapsed == self.policy {
            return self;
        }
        let collapsed = smallest(&collapsed);
        if size(&collapsed) >= self.after {
            return self;
        }
        let proof = equivalent_for_known_actions(data, &[original], &[&collapsed]);
        let doubts = doubts(proof);
        if doubts.is_empty() {
            self.after = size(&collapsed);
            self.policy = collapsed;
            self.scope = Scope::KnownActions;
        }
        self.unproved.extend(doubts);
        self
    }
}

/// What a proof that was expected depends on; empty: nothing.
fn doubts(proof: Proof) -> BTreeSet<String> {
    match proof {
        Proof::Proved => BTreeSet::new(),
        Proof::Unknown(reasons) => reasons,
        // Every step is exact, so one of them would have to be wrong.
        Proof::Refuted(witness) => BTreeSet::from([format!(
            "a mistake of this program: what it tried decides otherwise on `{}`",
            witness.request.action
        )]),
    }
}

/// What the steps come to, not yet proved as a whole.
fn smallest(policy: &Policy) -> Policy {
    let mut best = tidy::tidied(policy);
    loop {
        let mut next = best.clone();
        redundant::drop_redundant(&mut next);
        values::drop_values(&mut next);
        values::join(&mut next);
        regroup::regroup(&mut next);
        let next = tidy::tidied(&next);
        if size(&next) >= size(&best) {
            return best;
        }
        best = next;
    }
}

#[cfg(test)]
mod tests;
