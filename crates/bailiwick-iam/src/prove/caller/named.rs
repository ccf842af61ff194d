//! The names that the policies of a claim know callers by.

use std::collections::BTreeSet;

use crate::policy::{Policy, Principal, PrincipalName, Principals, Selection};
use crate::request::AccountId;

/// Accounts, users, roles and others that some policy names.
#[derive(Debug, Clone, Default)]
pub(in crate::prove) struct Named {
    pub(super) principals: BTreeSet<PrincipalName>,
    pub(super) accounts: BTreeSet<AccountId>,
    /// Whether a policy says whom it is about.
    pub(in crate::prove) has_principals: bool,
    /// Whether a condition asks for something that follows from the caller.
    pub(in crate::prove) asks_for_caller: bool,
}

/// Condition keys that follow from the caller.
pub(super) const FROM_CALLER: [&str; 5] = [
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principaltype",
    "aws:principalisawsservice",
    "aws:username",
];

impl Named {
    /// The names in `policies`.
    pub(in crate::prove) fn collect<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Self {
        let mut named = Self::default();
        let statements = policies.into_iter().flat_map(|policy| &policy.statements);
        for statement in statements {
            if let Some(principal) = &statement.principal {
                named.has_principals = true;
                named.principal(principal);
            }
            let resources = statement.resource.iter().flat_map(Selection::patterns);
            for (_, key, values) in statement.condition.tests() {
                let key = key.to_ascii_lowercase();
                named.asks_for_caller |= FROM_CALLER.contains(&&*key);
                named.accounts_in(values.iter());
            }
            named.accounts_in(resources);
        }
        let accounts = named.principals.iter().filter_map(PrincipalName::account);
        named.accounts.extend(accounts);
        named
    }

    fn principal(&mut self, principal: &Principal) {
        let (Principal::Only(principals) | Principal::AllExcept(principals)) = principal;
        if let Principals::Named(kinds) = principals {
            for (kind, names) in kinds {
                let names = names.iter().map(|name| PrincipalName::parse(*kind, name));
                self.principals.extend(names);
            }
        }
    }

    fn accounts_in<'t>(&mut self, texts: impl Iterator<Item = &'t String>) {
        for text in texts {
            let account = text.split(':').nth(4).unwrap_or(text);
            self.accounts.extend(account.parse::<AccountId>());
        }
    }
}
