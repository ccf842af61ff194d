//! No account holds data that its class forbids.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, AccountClass, CatalogueControl, Data};
use bailiwick_estate::selection::Selection;

use super::customers::{self, Named};
use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::DataClassesHeld,
    page: include_str!("../../pages/data-classes-held.md"),
    mappings: Mappings {
        iso_27001: &["A.5.12", "A.5.34"],
        cis_aws: &["2.1.3"],
        prowler: &["macie_is_enabled"],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    if selection.accounts.is_empty() {
        let text = "no account is selected".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    for (name, account) in &selection.accounts {
        let Some(class) = class(world, account) else {
            let text = format!("`{name}` has no class that says what it may hold");
            reasons.push(Reason::NotVisible(text));
            continue;
        };
        for named in customers::declared(world, account) {
            witnesses.extend(customer(name, class, &named));
            reasons.extend(unclear(class, &named));
        }
        if class.data == Data::None {
            witnesses.extend(stored(world, name, class));
        }
    }
    Verdict::of(witnesses, reasons, || {
        let accounts = counted(selection.accounts.len(), "account is", "accounts are");
        format!("{accounts} declared to hold nothing that the class forbids")
    })
}

/// Tags say what somebody said of a resource. What is really in it they do not show.
fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut unclears = Vec::new();
    let mut reasons = customers::tagged(world, selection, |name, named| {
        let account = world.estate.accounts.get(name);
        if let Some(class) = account.and_then(|account| class(world, account)) {
            witnesses.extend(customer(name, class, &named));
            unclears.extend(unclear(class, &named));
        }
    });
    reasons.extend(unclears);
    let text = "whose data lies in what has no tag, or a wrong one".to_owned();
    reasons.push(Reason::NotVisible(text));
    Verdict::of(witnesses, reasons, String::new)
}

fn class<'w>(world: &World<'w>, account: &Declared<Account>) -> Option<&'w Declared<AccountClass>> {
    account.class.as_ref()?.of(&world.estate.account_classes)
}

/// A tag that names nobody declared may be of a customer, or of nobody.
fn unclear(class: &AccountClass, named: &Named) -> Option<Reason> {
    let matters = class.data < Data::Customer && !named.declared;
    matters.then(|| {
        let text = format!(
            "whether `{}`, which {} names, is a customer",
            named.customer, named.by
        );
        Reason::NotModelled(text)
    })
}

fn customer(account: &str, class: &Declared<AccountClass>, named: &Named) -> Option<Witness> {
    if class.data >= Data::Customer || !named.declared {
        return None;
    }
    let what = format!(
        "`{account}` may hold `{}` data, and {} says it is of `{}`",
        class.data, named.by, named.customer
    );
    Some(named.witness(what).with("class", class.name.as_str()))
}

/// What the workloads of an account keep that may hold no data at all.
fn stored(world: &World<'_>, account: &str, class: &Declared<AccountClass>) -> Vec<Witness> {
    let workloads = world.estate.workloads.iter();
    let here = workloads.filter(|workload| workload.account.as_str() == account);
    here.flat_map(|workload| {
        let storage = workload.storage.iter().filter(|storage| storage.keep);
        storage.map(|storage| {
            let what = format!(
                "`{account}` may hold no data, and `{}` keeps `{}`",
                workload.name, storage.name
            );
            Witness::new(WitnessKind::Declaration, what)
                .with("class", class.name.as_str())
                .at(storage.span)
        })
    })
    .collect()
}
