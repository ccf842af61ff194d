//! The names that the policies of a claim know callers by.

use std::collections::BTreeSet;

use crate::policy::{Policy, Principal, PrincipalKind, PrincipalName, Principals, Selection};
use crate::request::{AccountId, Caller};

/// Accounts, users, roles and others that some policy names.
#[derive(Debug, Clone, Default)]
pub(in crate::prove) struct Named {
    pub(super) principals: BTreeSet<PrincipalName>,
    pub(super) accounts: BTreeSet<AccountId>,
    /// Whether a policy says whom it is about.
    pub(in crate::prove) has_principals: bool,
}

/// Condition keys that follow from the caller.
pub(in crate::prove) const FROM_CALLER: [&str; 5] = [
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
                named.accounts_in(values.iter());
                if key == "aws:principalarn" {
                    named
                        .principals
                        .extend(values.iter().filter_map(|arn| likely(arn)));
                }
            }
            named.accounts_in(resources);
        }
        let accounts = named.principals.iter().filter_map(PrincipalName::account);
        named.accounts.extend(accounts);
        named
    }

    /// Adds a caller who matters, whoever names it.
    pub(in crate::prove) fn caller(&mut self, caller: &Caller) {
        let arn = match caller {
            Caller::User { arn } | Caller::RoleSession { role: arn, .. } => arn,
            _ => return,
        };
        let name = PrincipalName::parse(PrincipalKind::Aws, arn);
        self.accounts.extend(name.account());
        self.principals.insert(name);
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

/// A user or role whose ARN the pattern matches: someone to try.
fn likely(pattern: &str) -> Option<PrincipalName> {
    let mut fields: Vec<String> = pattern.splitn(6, ':').map(str::to_owned).collect();
    for (place, usual) in [(1, "aws"), (2, "iam"), (4, "111122223333")] {
        let field = fields.get_mut(place)?;
        if field.contains(['*', '?']) {
            usual.clone_into(field);
        }
    }
    let arn = fields.join(":").replace('*', "example").replace('?', "x");
    match PrincipalName::parse(PrincipalKind::Aws, &arn) {
        name @ (PrincipalName::User { .. } | PrincipalName::Role { .. }) => Some(name),
        _ => None,
    }
}
