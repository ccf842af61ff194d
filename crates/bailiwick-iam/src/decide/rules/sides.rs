//! The caller's side and the resource's, within one account and across two.

use super::Votes;
use crate::decide::compile::Grants;
use crate::decide::outcome::Outcome;
use crate::decide::question::Question;

/// What the policies that grant, and those that limit the caller, say.
struct Sides<T> {
    /// The caller's identity policies allow it.
    identity: T,
    /// The boundary and the session policies, if any, allow it.
    limits: T,
    /// The resource's policy allows it.
    grants: Grants<T>,
}

/// Whether every layer that must allow it does.
pub(super) fn allowed<T: Outcome>(votes: Votes<T>, question: &Question<'_>) -> T {
    let guards = votes
        .service_control
        .allows
        .and(votes.resource_control.allows)
        .and(votes.endpoint.allows);
    // Services, providers' users and the unsigned have the resource's policy only.
    if !question.identity.is_of_an_account() {
        return guards.and(votes.grants.directly);
    }
    let sides = Sides {
        identity: votes.identity.allows,
        limits: votes.boundary.allows.and(votes.session.allows),
        grants: votes.grants,
    };
    let granted = match (question.identity.account, question.owner) {
        (Some(caller), Some(owner)) if caller == owner => sides.within_account(question),
        (Some(_), Some(_)) => sides.across_accounts(),
        (None, _) => T::unknown("the account of the caller"),
        (_, None) => {
            let owner = T::unknown(&format!("the account that owns `{}`", question.resource));
            owner.choose(
                sides.clone().within_account(question),
                sides.across_accounts(),
            )
        }
    };
    guards.and(granted)
}

impl<T: Outcome> Sides<T> {
    fn clone(&self) -> Self {
        Self {
            identity: self.identity.clone(),
            limits: self.limits.clone(),
            grants: self.grants.clone(),
        }
    }

    /// "If either the identity-based policy or the resource-based policy within
    /// the same account allows the request and the other doesn't, the request
    /// is still allowed"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html>).
    ///
    /// What is granted to the session itself, to the user itself or to everyone
    /// is "not limited by an implicit deny in an identity-based policy, a
    /// permissions boundary, or session policy"; what is granted to the role of
    /// a session, or to the user behind a federated one, is "limited by an
    /// implicit deny in a permissions boundary or session policy"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>).
    /// Naming the account leaves it to identity policies, and counts only where
    /// the resource's policy must agree.
    fn within_account(self, question: &Question<'_>) -> T {
        let Grants {
            directly,
            issuer,
            account,
        } = self.grants;
        let identity = match question.standing.required_policy {
            Some(_) => account.and(self.identity),
            None => self.identity,
        };
        directly.or(issuer.or(identity).and(self.limits))
    }

    /// "The request is allowed only if both evaluations return a decision of
    /// Allow"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>).
    fn across_accounts(self) -> T {
        self.identity.and(self.limits).and(self.grants.anyhow())
    }
}
