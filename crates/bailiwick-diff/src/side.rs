//! One side of a change: an estate, what it compiles to, and its accounts.

use bailiwick_compile::Blueprint;
use bailiwick_controls::accounts::{Directory, declared_beside, peopled_beside};
use bailiwick_controls::declared_network;
use bailiwick_estate::estate::Estate;
use bailiwick_iam::account::Accounts;
use bailiwick_net::model::Network;

/// One side of a change.
#[derive(Debug)]
pub struct Side<'s> {
    /// What is declared, as it is today.
    pub estate: &'s Estate,
    /// What it compiles to.
    pub blueprint: &'s Blueprint,
    pub(crate) directory: Directory,
    /// The accounts, with somebody in each group of IAM that names nobody on either side.
    pub(crate) peopled: Accounts,
}

impl<'s> Side<'s> {
    /// Two sides to be compared. An account whose id one of them does not know yet is the
    /// other's account of that name.
    #[must_use]
    pub fn both(
        old: (&'s Estate, &'s Blueprint),
        new: (&'s Estate, &'s Blueprint),
    ) -> (Self, Self) {
        let (before, after) = (
            declared_beside(old.0, old.1, new.0),
            declared_beside(new.0, new.1, old.0),
        );
        let (peopled_before, peopled_after) = (
            peopled_beside(&before, &after),
            peopled_beside(&after, &before),
        );
        let side = |one: (&'s Estate, &'s Blueprint), directory, peopled| Self {
            estate: one.0,
            blueprint: one.1,
            directory,
            peopled,
        };
        (
            side(old, before, peopled_before),
            side(new, after, peopled_after),
        )
    }

    /// The compiled stacks as a network, with the systems that the estate places in it.
    pub(crate) fn network(&self) -> Network {
        declared_network(self.estate, self.blueprint)
    }
}
