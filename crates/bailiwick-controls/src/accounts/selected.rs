//! The selected accounts, as one evidence shows them.

use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::Account;
use bailiwick_iam::request::AccountId;

use crate::judgement::Evidence;
use crate::verdict::Reason;
use crate::world::World;

/// Hands each selected account to `look`, by the name that the estate gives it, as its
/// authorization details show it. What is returned says which were not given.
pub(crate) fn in_each_observed(
    world: &World<'_>,
    selection: &Selection<'_>,
    look: impl FnMut(&str, &Account),
) -> Vec<Reason> {
    in_each(world, selection, Evidence::Observed, look)
}

/// The same by any evidence.
pub(crate) fn in_each(
    world: &World<'_>,
    selection: &Selection<'_>,
    evidence: Evidence,
    mut look: impl FnMut(&str, &Account),
) -> Vec<Reason> {
    if selection.accounts.is_empty() {
        return vec![Reason::NothingSelected("no account is selected".to_owned())];
    }
    let directory = match world.directory(evidence) {
        Ok(directory) => directory,
        Err(reason) => return vec![reason],
    };
    let mut reasons = Vec::new();
    for (name, account) in &selection.accounts {
        let id = account.id.as_ref();
        let id = id.and_then(|id| id.to_string().parse::<AccountId>().ok());
        // While AWS has given no id, what is compiled still knows the account by its name.
        let mut accounts = directory.accounts.iter();
        let found = accounts.find(|one| Some(one.id) == id || one.name.as_deref() == Some(*name));
        match (found, id) {
            (Some(found), _) => look(name, found),
            (None, None) => {
                reasons.push(Reason::NotGiven(format!("the id of the account `{name}`")));
            }
            (None, Some(_)) => reasons.push(Reason::NotGiven(format!(
                "`aws iam get-account-authorization-details` of `{name}`"
            ))),
        }
    }
    reasons
}
