//! Which roles somebody may be able to take, by whom the roles' trust policies name.
//!
//! Owns: an index that leaves out no role which the evaluator could let somebody take. Refuses:
//! to decide whether they may: whoever is found is asked about with [`Accounts::ask`].
//!
//! A role is taken only by whom its trust policy allows to; a user or role is named there by
//! its own ARN, by its account, or along with everybody. What is read as none of these counts
//! as naming everybody.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>.

use std::collections::{BTreeSet, HashMap};

use super::{Account, Principal};
use crate::decide::Known;
use crate::policy::{Effect, Policy, Principal as Whom, PrincipalKind, Principals};
use crate::request::AccountId;

/// The roles among some principals, by whom their trust policies name.
#[derive(Debug, Default)]
pub struct Takeable<'a> {
    principals: Vec<(&'a Account, &'a Principal)>,
    by_arn: HashMap<String, Vec<usize>>,
    by_account: HashMap<AccountId, Vec<usize>>,
    by_anybody: Vec<usize>,
}

/// Whom a trust policy names.
enum Named {
    Arn(String),
    Account(AccountId),
    Anybody,
}

impl<'a> Takeable<'a> {
    /// The roles among these.
    pub fn new(principals: impl IntoIterator<Item = (&'a Account, &'a Principal)>) -> Self {
        let mut takeable = Self {
            principals: principals.into_iter().collect(),
            ..Self::default()
        };
        for (place, (_, principal)) in takeable.principals.iter().enumerate() {
            let Some(role) = principal.as_role() else {
                continue;
            };
            let named = match &role.trust {
                Known::Known(trust) => named(trust),
                Known::Unknown(_) => vec![Named::Anybody],
            };
            for named in named {
                match named {
                    Named::Arn(arn) => takeable.by_arn.entry(arn).or_default().push(place),
                    Named::Account(id) => takeable.by_account.entry(id).or_default().push(place),
                    Named::Anybody => takeable.by_anybody.push(place),
                }
            }
        }
        takeable
    }

    /// The places of the roles that somebody may be able to take, in the order given. It is
    /// not asked whether they may; their own role is among these if it names them.
    pub fn places(&self, who: &Principal) -> BTreeSet<usize> {
        let direct = self.by_arn.get(&who.arn);
        let account = who.account().and_then(|id| self.by_account.get(&id));
        let all = direct.into_iter().chain(account).flatten();
        all.chain(&self.by_anybody).copied().collect()
    }

    /// These roles, with their accounts.
    pub fn by(&self, who: &Principal) -> impl Iterator<Item = (&'a Account, &'a Principal)> {
        let places = self.places(who).into_iter();
        places.map(|place| self.principals[place])
    }
}

/// Whom the statements that allow something name. What denies lets nobody in.
fn named(trust: &Policy) -> Vec<Named> {
    let statements = trust.statements.iter();
    let allowing = statements.filter(|statement| statement.effect == Effect::Allow);
    allowing
        .flat_map(|statement| match &statement.principal {
            Some(Whom::Only(Principals::Named(kinds))) => kinds
                .iter()
                .flat_map(|(kind, names)| names.iter().filter_map(|name| named_by(*kind, name)))
                .collect(),
            Some(Whom::Only(Principals::Everyone) | Whom::AllExcept(_)) | None => {
                vec![Named::Anybody]
            }
        })
        .collect()
}

/// Services and identity providers are no users and no roles.
fn named_by(kind: PrincipalKind, name: &str) -> Option<Named> {
    match kind {
        PrincipalKind::Service | PrincipalKind::Federated => return None,
        PrincipalKind::Aws => {}
        PrincipalKind::CanonicalUser => return Some(Named::Anybody),
    }
    if name.contains(['*', '?']) {
        return Some(Named::Anybody);
    }
    if let Ok(id) = name.parse() {
        return Some(Named::Account(id));
    }
    let fields: Vec<&str> = name.splitn(6, ':').collect();
    let (service, account, resource) = match fields.as_slice() {
        ["arn", _, service, "", account, resource] => (*service, account.parse(), *resource),
        _ => return Some(Named::Anybody),
    };
    let Ok(account) = account else {
        return Some(Named::Anybody);
    };
    Some(
        match (service, resource.split('/').collect::<Vec<_>>().as_slice()) {
            ("iam", ["user" | "role", _, ..]) => Named::Arn(name.to_owned()),
            ("iam", ["root"]) => Named::Account(account),
            // One session of a role: it is somebody of the account.
            ("sts", ["assumed-role", _, _]) => Named::Account(account),
            _ => Named::Anybody,
        },
    )
}

#[cfg(test)]
mod tests;
