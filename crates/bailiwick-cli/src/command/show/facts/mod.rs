//! What follows from the estate for one thing, by its section.
//!
//! A section without a file here has nothing that follows but who names it.

mod account;
mod group;
mod holding;
mod member;
mod permission;
mod system;

use bailiwick_estate::estate::Estate;

use super::find::Subject;
use crate::render::outline::Field;

/// The facts, each under a heading of its own.
pub(super) fn facts(estate: &Estate, subject: &Subject<'_>) -> Vec<Field> {
    let name = &*subject.entry.key;
    let facts = match subject.section {
        Some("people" | "technical_accounts") => Some(member::facts(estate, name)),
        Some("groups") => estate
            .groups
            .get(name)
            .map(|group| group::facts(estate, group)),
        Some("accounts") => {
            let account = estate.accounts.get(name);
            account.map(|account| account::facts(estate, account))
        }
        Some("systems") => {
            let system = estate.systems.get(name);
            system.map(|system| system::facts(estate, system))
        }
        Some("permissions") => Some(permission::facts(estate, name)),
        _ => None,
    };
    facts.unwrap_or_default()
}
