//! The selected accounts, as their authorization details show them.

use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::Account;
use bailiwick_iam::request::AccountId;

use crate::judgement::Evidence;
use crate::verdict::Reason;
use crate::world::World;

/// Hands each selected account to `look`, by the name that the estate gives it. What is
/// returned says which account's details were not given, or could not be read.
pub(crate) fn in_each_observed(
    world: &World<'_>,
    selection: &Selection<'_>,
    mut look: impl FnMut(&str, &Account),
) -> Vec<Reason> {
    if selection.accounts.is_empty() {
        return vec![Reason::NothingSelected("no account is selected".to_owned())];
    }
    let directory = match world.directory(Evidence::Observed) {
        Ok(directory) => directory,
        Err(reason) => return vec![reason],
    };
    let mut reasons = Vec::new();
    for (name, account) in &selection.accounts {
        let id = account.id.as_ref();
        let Some(id) = id.and_then(|id| id.to_string().parse::<AccountId>().ok()) else {
            reasons.push(Reason::NotGiven(format!("the id of the account `{name}`")));
            continue;
        };
        match directory.accounts.get(id) {
            Some(account) => look(name, account),
            None => reasons.push(Reason::NotGiven(format!(
                "`aws iam get-account-authorization-details` of `{name}`"
            ))),
        }
    }
    reasons
}
