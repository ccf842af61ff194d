//! Every account has a budget, an alarm and an owner.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, CatalogueControl};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::AccountsAccountable,
    page: include_str!("../../pages/accounts-accountable.md"),
    mappings: Mappings {
        iso_27001: &["A.5.9"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: None,
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    if selection.accounts.is_empty() {
        let text = "no account is selected".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let witnesses = selection
        .accounts
        .values()
        .flat_map(|account| missing(world, account))
        .collect();
    Verdict::of(witnesses, Vec::new(), || {
        let accounts = counted(selection.accounts.len(), "account has", "accounts have");
        format!("{accounts} an owner, a budget and an alarm that tells somebody")
    })
}

fn missing(world: &World<'_>, account: &Declared<Account>) -> Vec<Witness> {
    let estate = world.estate;
    let defaults = estate
        .organization
        .as_ref()
        .and_then(|organization| organization.defaults.as_ref());
    let name = account.name.as_str();
    let about = |accounts: &[bailiwick_estate::lower::Ref<Account>]| {
        accounts.is_empty() || accounts.iter().any(|one| one.as_str() == name)
    };
    let budgets: Vec<_> = estate
        .budgets
        .iter()
        .filter(|budget| budget.workloads.is_empty() && about(&budget.accounts))
        .collect();
    let has_budget = account.budget.is_some()
        || defaults.is_some_and(|defaults| defaults.budget.is_some())
        || !budgets.is_empty();
    let alarmed = budgets
        .iter()
        .any(|budget| !budget.alerts.is_empty() && !budget.notify.is_empty())
        || estate
            .billing_alarms
            .iter()
            .any(|alarm| alarm.account.as_str() == name && !alarm.notify.is_empty());
    let lacks = [
        ("an owner", account.owner.is_some()),
        ("a budget", has_budget),
        ("an alarm that tells somebody", alarmed),
    ];
    lacks
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(what, _)| {
            let what = format!("the account `{name}` has not got {what}");
            Witness::new(WitnessKind::Declaration, what).at(account.span)
        })
        .collect()
}
