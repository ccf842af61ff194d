//! Every path in the smallest account for it; the catalogue of the conformance data; and
//! what policies can do against a path.

mod chains;
mod laws;
mod limits;
mod small_account;
mod smallest;

use super::*;
use crate::account::{Account, Accounts};

/// What is found in one account.
fn report(account: Account) -> Report {
    escalations(&Accounts::from_iter([account]))
}

/// The ways of one principal's chain, step by step.
fn ways(report: &Report, principal: &str) -> Vec<Vec<&'static str>> {
    let escalation = report
        .escalations
        .iter()
        .find(|one| one.principal.ends_with(principal));
    let steps = escalation.into_iter().flat_map(|one| &one.steps);
    steps
        .map(|step| {
            let also = step.also.iter().copied();
            std::iter::once(step.path.id).chain(also).collect()
        })
        .collect()
}
