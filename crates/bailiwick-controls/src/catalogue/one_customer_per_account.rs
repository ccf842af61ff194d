//! An account dedicated to a customer holds one customer's data.

use std::collections::BTreeMap;

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, CatalogueControl, Dedication};
use bailiwick_estate::selection::Selection;

use super::customers::{self, Named};
use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::Witness;
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::OneCustomerPerAccount,
    page: include_str!("../../pages/one-customer-per-account.md"),
    mappings: Mappings {
        iso_27001: &["A.5.12", "A.8.3"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let dedicated = dedicated(world, selection);
    if dedicated.is_empty() {
        let text = "no selected account is for one customer alone".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    for account in dedicated.values() {
        let named = customers::declared(world, account);
        match named.split_first() {
            None => {
                let text = format!("`{}` does not say whose data it holds", account.name);
                reasons.push(Reason::NotVisible(text));
            }
            Some((first, others)) => {
                witnesses.extend(
                    others
                        .iter()
                        .filter_map(|other| another(account.name.as_str(), &first.customer, other)),
                );
            }
        }
    }
    Verdict::of(witnesses, reasons, || {
        let accounts = counted(dedicated.len(), "account names", "accounts name");
        format!("{accounts} one customer each, and nothing declared in them names another")
    })
}

/// Tags say what somebody said of a resource; where there is none, nothing is said.
fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let dedicated = dedicated(world, selection);
    if dedicated.is_empty() {
        let text = "no selected account is for one customer alone".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let owners: BTreeMap<&str, String> = dedicated
        .values()
        .filter_map(|account| {
            let first = customers::declared(world, account).into_iter().next()?;
            Some((account.name.as_str(), first.customer))
        })
        .collect();
    let mut firsts: BTreeMap<String, String> = BTreeMap::new();
    let mut witnesses = Vec::new();
    let only = Selection {
        accounts: dedicated,
        ..Selection::default()
    };
    let mut reasons = customers::tagged(world, &only, |account, named| {
        // Where the estate names none, the first tag stands for the customer.
        let first = firsts
            .entry(account.to_owned())
            .or_insert_with(|| owners.get(account).unwrap_or(&named.customer).clone());
        witnesses.extend(another(account, first, &named));
    });
    let text = "whose data lies in what has no tag, or a wrong one".to_owned();
    reasons.push(Reason::NotVisible(text));
    Verdict::of(witnesses, reasons, String::new)
}

/// The selected accounts whose class is for one customer alone.
fn dedicated<'w>(
    world: &World<'w>,
    selection: &Selection<'w>,
) -> BTreeMap<&'w str, &'w Declared<Account>> {
    let accounts = selection.accounts.iter().filter(|(_, account)| {
        let class = account.class.as_ref();
        let class = class.and_then(|class| class.of(&world.estate.account_classes));
        class.is_some_and(|class| class.dedicated_to == Some(Dedication::Customer))
    });
    accounts.map(|(name, account)| (*name, *account)).collect()
}

fn another(account: &str, first: &str, named: &Named) -> Option<Witness> {
    if named.customer == first {
        return None;
    }
    let undeclared = if named.declared {
        ""
    } else {
        ", whom nobody declared"
    };
    let what = format!(
        "`{account}` is for `{first}` alone, and {} names `{}`{undeclared}",
        named.by, named.customer
    );
    Some(named.witness(what))
}
