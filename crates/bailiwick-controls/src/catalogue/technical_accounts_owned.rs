//! Technical accounts have an owner, and no console access.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Member, Owner, TechnicalAccount};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings, groups, text};
use crate::observed::in_each_account;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::TechnicalAccountsOwned,
    page: include_str!("../../pages/technical-accounts-owned.md"),
    mappings: Mappings {
        iso_27001: &["A.5.16", "A.5.17"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let accounts = technical_accounts(world, selection);
    if accounts.is_empty() {
        let text = "the groups there name no technical account".to_owned();
        return Verdict::unknown(Reason::NotVisible(text));
    }
    let mut witnesses: Vec<Witness> = accounts
        .iter()
        .filter_map(|account| owner_has_left(world, account))
        .collect();
    for (stack, id, resource) in world.resources(selection) {
        if resource.kind == "AWS::IAM::User" && resource.properties.contains_key("LoginProfile") {
            let what = format!("`{id}` gets a password for the console");
            witnesses.push(
                Witness::new(WitnessKind::Resource, what)
                    .with("stack", format!("{}/{}", stack.account, stack.name)),
            );
        }
    }
    Verdict::of(witnesses, Vec::new(), || {
        let accounts = counted(
            accounts.len(),
            "technical account has",
            "technical accounts have",
        );
        format!("{accounts} an owner who is still there, and nothing compiled has a password")
    })
}

/// The language wants an owner; an owner whose contract is over is none.
fn owner_has_left(world: &World<'_>, account: &Declared<TechnicalAccount>) -> Option<Witness> {
    let Owner::Person(person) = &account.owner else {
        return None;
    };
    let contract = person.of(&world.estate.people)?.contractor.as_ref()?;
    (contract.until < world.today).then(|| {
        let what = format!(
            "the contract of `{person}`, who owns `{}`, ended on {}",
            account.name, contract.until
        );
        Witness::new(WitnessKind::Principal, what).at(account.owner.span())
    })
}

fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut seen = 0;
    let command = "`aws iam get-credential-report`";
    let reasons = in_each_account(
        world,
        selection,
        "CredentialReport",
        command,
        |account, rows| {
            for row in rows {
                let name = text(row, "user");
                if world.estate.technical_accounts.get(name).is_none() {
                    continue;
                }
                seen += 1;
                if text(row, "password_enabled") == "true" {
                    let what =
                        format!("the technical account `{name}` has a password for the console");
                    witnesses
                        .push(Witness::new(WitnessKind::Principal, what).with("account", account));
                }
            }
        },
    );
    if seen == 0 && reasons.is_empty() {
        let text = "no technical account is a user there".to_owned();
        return Verdict::unknown(Reason::NotVisible(text));
    }
    Verdict::of(witnesses, reasons, || {
        let users = counted(
            seen,
            "technical account that is a user has",
            "technical accounts that are users have",
        );
        format!("{users} no password for the console")
    })
}

fn technical_accounts<'w>(
    world: &World<'w>,
    selection: &Selection<'_>,
) -> Vec<&'w Declared<TechnicalAccount>> {
    let mut accounts: Vec<_> = groups(world, selection)
        .into_iter()
        .flat_map(|group| &group.members)
        .filter_map(|member| match member {
            Member::TechnicalAccount(account) => account.of(&world.estate.technical_accounts),
            Member::Person(_) => None,
        })
        .collect();
    accounts.sort_by_key(|account| &account.name);
    accounts.dedup_by_key(|account| &account.name);
    accounts
}
