//! The selected accounts, as their authorization details show them.

use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::Account;
use bailiwick_iam::request::AccountId;

use super::{ReadError, observed};
use crate::verdict::Reason;
use crate::world::World;

/// Hands each selected account to `look`, by the name that the estate gives it. What is
/// returned says which account's details were not given, or could not be read.
pub(crate) fn in_each_observed(
    world: &World<'_>,
    selection: &Selection<'_>,
    mut look: impl FnMut(&str, &Account),
) -> Vec<Reason> {
    let Some(given) = world.observed else {
        return vec![Reason::NotGiven("anything that AWS holds".to_owned())];
    };
    if selection.accounts.is_empty() {
        return vec![Reason::NothingSelected("no account is selected".to_owned())];
    }
    let directory = match observed(given) {
        Ok(directory) => directory,
        Err((path, error)) => return vec![unreadable(&path, &error)],
    };
    let mut reasons = Vec::new();
    for (name, account) in &selection.accounts {
        let id = account.id.as_ref();
        let Some(id) = id.and_then(|id| id.to_string().parse::<AccountId>().ok()) else {
            reasons.push(Reason::NotGiven(format!("the id of the account `{name}`")));
            continue;
        };
        let accounts = directory.as_ref().map(|directory| &directory.accounts);
        match accounts.and_then(|accounts| accounts.get(id)) {
            Some(account) => look(name, account),
            None => reasons.push(Reason::NotGiven(format!(
                "`aws iam get-account-authorization-details` of `{name}`"
            ))),
        }
    }
    reasons
}

fn unreadable(path: &str, error: &ReadError) -> Reason {
    Reason::NotGiven(format!(
        "`aws iam get-account-authorization-details`, whole: `{path}` cannot be read, {error}"
    ))
}
