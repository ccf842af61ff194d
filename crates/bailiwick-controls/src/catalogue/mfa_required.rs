//! The console, and listed permissions, need MFA.

mod gate;
mod policies;

use std::collections::BTreeSet;

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Member, Mfa, Permission};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings, text};
use crate::accounts::in_each_observed;
use crate::observed::in_each_account;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::MfaRequired,
    page: include_str!("../../pages/mfa-required.md"),
    mappings: Mappings {
        iso_27001: &["A.5.17", "A.8.5"],
        cis_aws: &["1.10"],
        prowler: &[
            "iam_policy_sensitive_actions_require_mfa_condition",
            "iam_user_mfa_enabled_console_access",
        ],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

/// A permission, the account it is held in, and whether people hold it.
type Held<'w> = (&'w str, &'w Declared<Permission>, bool);

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let held = held(world, selection);
    if held.is_empty() {
        let text = "nobody holds anything in the selected accounts".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = exceptions(world, &held);
    let mut reasons: Vec<Reason> = provider(world).into_iter().collect();
    for (account, permission, by_people) in &held {
        match permission.mfa {
            _ if !reasons.is_empty() => break,
            Some(Mfa::Required) => {
                let policies = policies::compiled(world, account);
                witnesses.extend(policies::open(account, permission, policies));
            }
            Some(Mfa::Exempt) => {}
            None if *by_people => reasons.push(Reason::NotVisible(format!(
                "`{}` may be used without MFA: whether its holders have a device",
                permission.name
            ))),
            None => {}
        }
    }
    Verdict::of(witnesses, reasons, || {
        let held = counted(held.len(), "permission that is", "permissions that are");
        format!("the {held} held there need MFA, or are exempt by whom and until when is said")
    })
}

fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let held = held(world, selection);
    let mut witnesses = exceptions(world, &held);
    let mut reasons: Vec<Reason> = provider(world).into_iter().collect();
    let mut users = 0;
    let command = "`aws iam get-credential-report`";
    reasons.extend(in_each_account(
        world,
        selection,
        "CredentialReport",
        command,
        |account, rows| {
            for row in rows
                .iter()
                .filter(|row| text(row, "password_enabled") == "true")
            {
                users += 1;
                if text(row, "mfa_active") != "true" {
                    let what = format!(
                        "`{}` signs in to the console without MFA",
                        text(row, "user")
                    );
                    witnesses
                        .push(Witness::new(WitnessKind::Principal, what).with("account", account));
                }
            }
        },
    ));
    let needs = |held: &&Held<'_>| held.1.mfa == Some(Mfa::Required);
    if provider(world).is_none() && held.iter().any(|held| needs(&held)) {
        let mut unread = Vec::new();
        reasons.extend(in_each_observed(world, selection, |account, found| {
            let here = |held: &&Held<'_>| held.0 == account && needs(held);
            for (_, permission, _) in held.iter().filter(here) {
                match policies::observed(found, permission) {
                    Ok(policies) => witnesses.extend(policies::open(account, permission, policies)),
                    Err(why) => unread.push(Reason::NotModelled(why)),
                }
            }
            if held.iter().any(|held| here(&held)) {
                let beside = policies::beside(world, found).into_iter();
                unread.extend(beside.map(Reason::NotModelled));
            }
        }));
        reasons.extend(unread);
    }
    Verdict::of(witnesses, reasons, || {
        let users = counted(users, "user signs in", "users sign in");
        format!("{users} to the console, with MFA, and what needs it allows nothing without")
    })
}

fn held<'w>(world: &World<'w>, selection: &Selection<'_>) -> Vec<Held<'w>> {
    let mut seen = BTreeSet::new();
    let mut held = Vec::new();
    for holding in world.holdings(selection).into_values().flatten() {
        let Some(account) = holding.account() else {
            continue;
        };
        let machine = |member: &Member| matches!(member, Member::TechnicalAccount(_));
        let members = &holding.group.members;
        let by_people = members.is_empty() || !members.iter().all(machine);
        let key = (
            account.name.as_str(),
            holding.permission.name.as_str(),
            by_people,
        );
        if holding.permission.is_decided_by_iam() && seen.insert(key) {
            held.push((account.name.as_str(), holding.permission, by_people));
        }
    }
    held
}

/// An exception without an approver or an end is a rule that nobody made. The estate is all
/// the evidence there is of it, so that what it does not say is not there.
fn exceptions(world: &World<'_>, held: &[Held<'_>]) -> Vec<Witness> {
    let names: BTreeSet<&str> = held.iter().map(|(_, one, _)| one.name.as_str()).collect();
    let permissions = names
        .into_iter()
        .filter_map(|name| world.estate.permissions.get(name));
    let exempt = permissions.filter(|permission| permission.mfa == Some(Mfa::Exempt));
    exempt
        .filter_map(|permission| {
            let exception = permission.exception.as_ref();
            let approved = exception.is_some_and(|one| !one.approved_by.is_empty());
            let lacks = match exception.and_then(|one| one.until) {
                _ if !approved => "nobody approved it",
                None => "no last day is said",
                Some(until) if until < world.today => "it has ended",
                Some(_) => return None,
            };
            let what = format!("`{}` is exempt from MFA, and {lacks}", permission.name);
            let span = permission.fields.value("exception");
            Some(Witness::new(WitnessKind::Declaration, what).at(span))
        })
        .collect()
}

/// Who signs in through Identity Center proves who they are to its provider: no policy and
/// no credential report tells how.
fn provider(world: &World<'_>) -> Option<Reason> {
    let identity = world.estate.organization.as_ref()?.identity.as_ref()?;
    Some(Reason::NotVisible(format!(
        "whether `{}` asks everybody for a second factor",
        identity.provider
    )))
}
