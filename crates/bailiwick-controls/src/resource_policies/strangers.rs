//! Whom a policy lets in of those who are not shown: where everybody is meant, they count.

use std::collections::BTreeSet;

use bailiwick_iam::account::Accounts;
use bailiwick_iam::policy::Principal as Whom;
use bailiwick_iam::policy::{Condition, Effect, Policy, PrincipalName, Statement};
use bailiwick_iam::prove::{Proof, not_granted};
use bailiwick_iam::request::AccountId;

use super::Held;
use super::asked::{Asked, for_everyone};
use crate::verdict::Reason;

impl Asked<'_> {
    /// Why it is not known that nobody else may do what is asked.
    pub(super) fn strangers(&self, accounts: &Accounts, held: &Held) -> Option<Reason> {
        if !self.of_everyone {
            return None;
        }
        let mut policy = held.policy.clone();
        policy.statements.retain(|statement| {
            statement.effect == Effect::Deny || names_strangers(statement, accounts)
        });
        let actions = self.actions(&policy);
        let resources = held.narrowed(self.resources);
        let asks_nothing = actions.as_ref().is_some_and(Vec::is_empty);
        if asks_nothing || (resources.is_empty() && held.arn.is_some()) {
            return None;
        }
        let shown = Condition::test(
            "StringEquals",
            "aws:PrincipalAccount",
            mentioned(&held.policy, accounts),
        );
        let by_a_service = Condition::test("Bool", "aws:PrincipalIsAWSService", ["true"]);
        let nobody_shown =
            [shown, by_a_service].map(|one| Statement::deny(["*"]).on(["*"]).when(one));
        let further = self.only.iter().map(|one| (*one).clone());
        let mut policies: Vec<Policy> = further
            .chain([Policy::new(nobody_shown)])
            .map(for_everyone)
            .collect();
        policies.push(policy);
        let policies: Vec<&Policy> = policies.iter().collect();
        match not_granted(&policies, &actions.unwrap_or_default(), &resources) {
            Proof::Proved => None,
            Proof::Refuted(_) | Proof::Unknown(_) => Some(Reason::NotModelled(format!(
                "whom else the policy of {} lets in, of accounts that are not shown",
                held.called
            ))),
        }
    }
}

/// Whether a statement may speak of somebody in an account that is not shown.
fn names_strangers(statement: &Statement, accounts: &Accounts) -> bool {
    match &statement.principal {
        Some(Whom::Only(principals)) => principals.names().iter().any(|name| match name {
            PrincipalName::Service(_)
            | PrincipalName::OidcProvider(_)
            | PrincipalName::SamlProvider(_)
            | PrincipalName::WebIdentity(_)
            | PrincipalName::Deleted { .. } => false,
            other => other.account().is_none_or(|id| accounts.get(id).is_none()),
        }),
        Some(Whom::AllExcept(_)) | None => true,
    }
}

/// The accounts that are shown and that a policy mentions.
fn mentioned(policy: &Policy, accounts: &Accounts) -> BTreeSet<String> {
    let text = policy.to_minified();
    let known = accounts.iter().map(|account| account.id);
    let known = known.filter(|id: &AccountId| text.contains(id.as_str()));
    known.map(|id| id.to_string()).collect()
}
