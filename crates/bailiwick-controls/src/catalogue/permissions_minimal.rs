//! What a permission really allows lies within what it is declared to allow.

mod clusters;

use std::collections::BTreeSet;

use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{AccessWord, Allowance, CatalogueControl, Permission};
use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::{Accounts, Principal};
use bailiwick_iam::actions::matches_wildcard;
use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, no_new_access};
use bailiwick_iam::request::{KeyValue, Request};
use bailiwick_iam::service_data::AccessLevel;

use super::{Entry, Mappings, account_of};
use crate::accounts::Directory;
use crate::dated::Dated;
use crate::holders::Holder;
use crate::judgement::Evidence;
use crate::may::{May, Meant, Such, may, selects};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::PermissionsMinimal,
    page: include_str!("../../pages/permissions-minimal.md"),
    mappings: Mappings {
        iso_27001: &["A.5.15", "A.8.2"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

/// Whoever holds a permission set, and every group of users, is asked about each action that
/// its permission does not speak of. What actions these are is told from the words and the
/// service data alone, not from what the compiler makes of them.
fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let directory = match world.directory(Evidence::Compiled) {
        Ok(directory) => directory,
        Err(reason) => return Verdict::unknown(reason),
    };
    let mut witnesses = clusters::compiled(world, selection);
    let mut reasons = Vec::new();
    let mut asked = 0;
    let mut dated = Dated::default();
    for (group, holdings) in world.holdings(selection) {
        reasons.extend(holdings.iter().filter_map(decided_elsewhere));
        let Some(named) = directory.named("groups", group) else {
            continue;
        };
        for entry in &named.entries {
            let Some(account) = directory.accounts.get(entry.account) else {
                continue;
            };
            let set = entry
                .principal
                .as_role()
                .and_then(|role| role.permission_set.clone());
            let permissions: Vec<&Declared<Permission>> = holdings
                .iter()
                .filter(|holding| {
                    let here = holding.account().map(|account| account.name.as_str());
                    here == account.name.as_deref()
                        && set
                            .as_ref()
                            .is_none_or(|set| *set == holding.permission.name.as_str())
                })
                .map(|holding| holding.permission)
                .collect();
            // A permission of AWS's own may allow anything: what it is is in its name.
            if permissions.is_empty() || permissions.iter().any(|one| is_managed(one)) {
                continue;
            }
            asked += 1;
            dated.add(account, &entry.principal);
            let names: Vec<&str> = permissions.iter().map(|one| one.name.as_str()).collect();
            let others = Meant::Such(Such {
                says: &format!("none of {names:?} speaks of it"),
                is_so: &|action, level| !speak_of(&permissions, action, level),
            });
            let holder = Holder::of(group, account, &entry.principal);
            let (proofs, accounts) = (&world.models.proofs, &directory.accounts);
            match may(proofs, accounts, &holder, &others, &[], &[]) {
                May::Never => {}
                May::Can(witness) => witnesses.push(witness),
                May::Unknown(reason) => reasons.push(Reason::NotModelled(reason)),
            }
        }
    }
    reasons.sort();
    reasons.dedup();
    if asked == 0 && reasons.is_empty() && witnesses.is_empty() {
        let text = "no group holds anything of its own in an account there".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let verdict = Verdict::of(witnesses, reasons, || {
        let holders = counted(asked, "holder may", "holders may");
        format!("{holders} do no action that their permissions do not speak of")
    });
    dated.told_by(verdict)
}

/// Every user and role is compared with the one that the estate makes of the same name: it
/// may do nothing more.
fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let directories = world
        .directory(Evidence::Observed)
        .and_then(|observed| Ok((observed, world.directory(Evidence::Compiled)?)));
    let (observed, declared) = match directories {
        Ok(directories) => directories,
        Err(reason) => return Verdict::unknown(reason),
    };
    let mut witnesses = clusters::observed(world, selection);
    let mut reasons = Vec::new();
    let elsewhere = world.holdings(selection).into_values().flatten();
    reasons.extend(elsewhere.filter_map(|holding| decided_elsewhere(&holding)));
    reasons.sort();
    reasons.dedup();
    let mut compared = 0;
    let mut dated = Dated::default();
    for (account, principal) in observed.accounts.principals() {
        let Some(name) = account_of(world, selection, &principal.arn) else {
            continue;
        };
        let Some(counterpart) = counterpart(declared, principal) else {
            continue;
        };
        compared += 1;
        let Some(home) = declared.accounts.get(account.id) else {
            continue;
        };
        dated.add(account, principal);
        dated.add(home, counterpart);
        let (now, said) = (account.identity(principal), home.identity(counterpart));
        if let Some(missing) = now.missing.iter().chain(&said.missing).next() {
            reasons.push(Reason::NotGiven(format!(
                "{missing}, which `{}` has",
                principal.arn
            )));
            continue;
        }
        match no_new_access(&said.known, &now.known) {
            Proof::Proved => {}
            Proof::Refuted(witness) => {
                let what = format!(
                    "`{}` is allowed more by its policies than the estate gives it",
                    principal.arn
                );
                let mut shown = Witness::new(WitnessKind::Request, what)
                    .with("account", name)
                    .with("action", &witness.request.action)
                    .with("resource", &witness.request.resource.arn);
                for (key, value) in witness.request.context.keys() {
                    shown = match value {
                        KeyValue::Present(values) => {
                            shown.with("when", format!("{key} is {}", values.join(", ")))
                        }
                        KeyValue::Absent | KeyValue::Unknown => shown,
                    };
                }
                let keys = absent(&now.known, &witness.request);
                witnesses.push(keys.into_iter().fold(shown, |shown, key| {
                    shown.with("when", format!("the request has no {key}"))
                }));
            }
            Proof::Unknown(why) => {
                let why: Vec<String> = why.into_iter().collect();
                let text = format!("what `{}` may do: {}", principal.arn, why.join(", "));
                reasons.push(Reason::NotModelled(text));
            }
        }
    }
    if compared == 0 {
        let text = "nobody whom the estate declares is there".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let verdict = Verdict::of(witnesses, reasons, || {
        let principals = counted(
            compared,
            "user or role of AWS has",
            "users and roles of AWS have",
        );
        format!("{principals} policies that allow no more than those of the estate")
    });
    dated.told_by(verdict)
}

/// The keys that the conditions of statements on the action ask for, and a request lacks.
fn absent<'p>(policies: &[&'p Policy], request: &Request) -> BTreeSet<&'p str> {
    let statements = policies.iter().flat_map(|policy| &policy.statements);
    let statements = statements.filter(|one| selects(&one.action, &request.action));
    let keys = statements.flat_map(|one| one.condition.tests().map(|(_, key, _)| key));
    keys.filter(|key| *request.context.get(key) == KeyValue::Absent)
        .collect()
}

fn counterpart<'d>(declared: &'d Directory, principal: &Principal) -> Option<&'d Principal> {
    let accounts: &Accounts = &declared.accounts;
    let set = |one: &Principal| one.as_role().and_then(|role| role.permission_set.clone());
    let mut own = accounts
        .principals()
        .map(|(_, own)| own)
        .filter(|own| own.account() == principal.account());
    own.find(|own| match set(own) {
        Some(name) => set(principal) == Some(name),
        None => own.arn == principal.arn,
    })
}

/// That no policy of IAM says what a permission comes to, where something else decides it.
fn decided_elsewhere(holding: &Holding<'_>) -> Option<Reason> {
    let permission = holding.permission;
    let by = permission
        .allow
        .iter()
        .find_map(|allowance| match allowance {
            Allowance::Kubernetes(_) => Some("Kubernetes"),
            Allowance::Linux(_) => Some("Linux"),
            Allowance::Saas(_) => Some("the product itself"),
            Allowance::Access(_) | Allowance::Actions(_) | Allowance::Managed(_) => None,
        })?;
    let name = &permission.name;
    let text = format!("what `{name}` lets people do, which {by} decides and not IAM");
    Some(Reason::NotVisible(text))
}

fn is_managed(permission: &Permission) -> bool {
    let mut allow = permission.allow.iter();
    allow.any(|allowance| matches!(allowance, Allowance::Managed(_)))
}

/// Whether any of the permissions speaks of an action. Entering a cluster takes a role, which
/// a permission on Kubernetes speaks of without its name.
fn speak_of(permissions: &[&Declared<Permission>], action: &str, level: AccessLevel) -> bool {
    let mut allow = permissions.iter().flat_map(|permission| &permission.allow);
    allow.any(|allowance| match allowance {
        Allowance::Kubernetes(_) => action == "sts:AssumeRole",
        allowance => speaks_of(allowance, action, level),
    })
}

fn speaks_of(allowance: &Allowance, action: &str, level: AccessLevel) -> bool {
    match allowance {
        Allowance::Access(access) => {
            let prefix = action.split(':').next().unwrap_or_default();
            let to = access.to.iter().map(|service| service.value.as_str());
            let mut to =
                to.filter(|service| *service == "all" || service.eq_ignore_ascii_case(prefix));
            let except = access
                .except
                .iter()
                .any(|one| matches_wildcard(one.as_str(), action));
            to.next().is_some()
                && !except
                && access.access.iter().any(|word| is_level(*word, level))
        }
        Allowance::Actions(actions) => actions
            .actions
            .iter()
            .any(|pattern| matches_wildcard(pattern.value.as_str(), action)),
        _ => false,
    }
}

fn is_level(word: AccessWord, level: AccessLevel) -> bool {
    match word {
        AccessWord::All => true,
        AccessWord::List => level == AccessLevel::List,
        AccessWord::Read => level == AccessLevel::Read,
        AccessWord::Write => level == AccessLevel::Write,
        AccessWord::Tagging => level == AccessLevel::Tagging,
        AccessWord::Permissions => level == AccessLevel::PermissionsManagement,
    }
}
