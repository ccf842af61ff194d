//! The e-mail addresses of those who are told.

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::{Owner, Recipient};

use super::facts::Facts;

/// The addresses of people and teams, each once. A channel has none of its own.
pub(crate) fn emails<'r>(
    estate: &Estate,
    recipients: impl IntoIterator<Item = &'r Recipient>,
) -> BTreeSet<String> {
    let email = |recipient: &Recipient| match recipient {
        Recipient::Person(person) => person.of(&estate.people)?.email.clone(),
        Recipient::Team(team) => team.of(&estate.teams)?.email.clone(),
        Recipient::Channel(_) => None,
    };
    recipients
        .into_iter()
        .filter_map(email)
        .map(|email| email.to_string())
        .collect()
}

/// Who is told of the service's own alarms: the owner, and whoever is told of the budget, so
/// that a service without an owner has at least somebody who pays.
pub(super) fn of_alarms(facts: &Facts<'_>) -> Vec<Recipient> {
    let budget = facts.workload.budget.as_ref();
    let budget = budget.and_then(|budget| budget.of(&facts.estate.budgets));
    let told = budget.map(|budget| budget.notify.to_vec());
    let owner = facts.workload.owner.as_ref().map(owner);
    owner.into_iter().chain(told.unwrap_or_default()).collect()
}

/// The owner as somebody who is told.
pub(super) fn owner(owner: &Owner) -> Recipient {
    match owner {
        Owner::Team(team) => Recipient::Team(team.clone()),
        Owner::Person(person) => Recipient::Person(person.clone()),
    }
}
