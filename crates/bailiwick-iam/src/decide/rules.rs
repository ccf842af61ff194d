//! How the layers join into a decision.
//!
//! Owns [`judge`]: whether a layer denies, and whether all that must allow do.
//! One file for each part of it: [`votes`] asks each layer, [`sides`] joins
//! identity and resource policies within and across accounts,
//! [`organization`] says whom the organisation's policies bind, [`required`]
//! which resources nobody reaches without their own policy, [`exceptions`]
//! what AWS decides without policies, [`standing`] gathers what needs no policy.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>.

mod exceptions;
mod layer;
mod organization;
mod required;
mod sides;
mod standing;
mod votes;

pub use exceptions::WITHOUT_POLICIES;
pub use layer::Layer;
pub(super) use standing::Standing;
pub(super) use votes::{Vote, Votes, bounded};

use super::outcome::{Outcome, Reasoned};
use super::prepared::CompiledLayers;
use super::question::Question;
use super::{Decision, Truth, Undecided};

/// What the layers come to.
pub(super) struct Verdict<T> {
    /// Whether a statement denies it.
    pub(super) denied: T,
    /// Whether every layer that must allow it does.
    pub(super) allowed: T,
}

/// The decision on a request.
pub(super) fn decide(layers: &CompiledLayers, question: &Question<'_>) -> Decision {
    let verdict: Verdict<Truth> = judge(layers, question);
    match (verdict.denied, verdict.allowed) {
        (Truth::True, _) => Decision::ExplicitlyDenied,
        (Truth::False, Truth::True) => Decision::Allowed,
        (Truth::False, Truth::False) => Decision::ImplicitlyDenied,
        _ => Decision::Unknown(undecided(judge(layers, question))),
    }
}

/// What the layers come to, without or with reasons.
pub(super) fn judge<T: Outcome>(layers: &CompiledLayers, question: &Question<'_>) -> Verdict<T> {
    if question.standing.is_always_allowed {
        return Verdict {
            denied: T::certain(false),
            allowed: T::certain(true),
        };
    }
    let votes = Votes::<T>::of(layers, question);
    let denied = votes.denied();
    if denied.truth() == Truth::True || question.standing.is_never_allowed {
        return Verdict {
            denied,
            allowed: T::certain(false),
        };
    }
    Verdict {
        denied,
        allowed: sides::allowed(votes, question),
    }
}

fn undecided(verdict: Verdict<Reasoned>) -> Undecided {
    let mut undecided = verdict.denied.undecided();
    undecided.add(verdict.allowed.undecided());
    undecided
}
