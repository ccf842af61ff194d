//! The e-mail addresses of those who are told.

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::{Owner, Recipient};

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

/// The owner as somebody who is told.
pub(crate) fn owner(owner: &Owner) -> Recipient {
    match owner {
        Owner::Team(team) => Recipient::Team(team.clone()),
        Owner::Person(person) => Recipient::Person(person.clone()),
    }
}
