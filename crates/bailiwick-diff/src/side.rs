//! One side of a change: an estate, what it compiles to, and its accounts.

use bailiwick_compile::Blueprint;
use bailiwick_controls::accounts::{Directory, declared_beside};
use bailiwick_controls::declared_network;
use bailiwick_estate::estate::Estate;
use bailiwick_net::model::Network;

/// One side of a change.
#[derive(Debug)]
pub struct Side<'s> {
    /// What is declared, as it is today.
    pub estate: &'s Estate,
    /// What it compiles to.
    pub blueprint: &'s Blueprint,
    pub(crate) directory: Directory,
}

impl<'s> Side<'s> {
    /// Two sides to be compared. An account whose id one of them does not know yet is the
    /// other's account of that name.
    #[must_use]
    pub fn both(
        old: (&'s Estate, &'s Blueprint),
        new: (&'s Estate, &'s Blueprint),
    ) -> (Self, Self) {
        let side = |one: (&'s Estate, &'s Blueprint), other: (&'s Estate, &'s Blueprint)| Self {
            estate: one.0,
            blueprint: one.1,
            directory: declared_beside(one.0, one.1, other.0),
        };
        (side(old, new), side(new, old))
    }

    /// The compiled stacks as a network, with the systems that the estate places in it.
    pub(crate) fn network(&self) -> Network {
        declared_network(self.estate, self.blueprint)
    }
}
