//! Policies that let others in: trust policies of roles, policies of resources, and the
//! organisation's resource control policies. Each compared for every caller and request.
//!
//! Owns: [`Admission`]. Refuses: to say who of those that are let in may come by their own
//! policies, which a shift says.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bailiwick_controls::accounts::documents;
use bailiwick_iam::account::Account;
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{Effect, Policy, Principal, Principals, Statement};
use bailiwick_iam::prove::{Proof, equivalent, no_new_access_through};

use super::grant::{Example, conditions};
use super::layers::written;
use super::ways::name_of;
use crate::side::Side;

/// What a change does to one policy that lets others in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// What kind of policy it is.
    pub kind: AdmissionKind,
    /// Whose: a role, a resource by its stack and logical id, the resources of accounts.
    pub name: String,
    /// The accounts in which the same happens.
    pub accounts: BTreeSet<String>,
    /// Whether there was such a policy, and whether there is.
    pub is_there: (bool, bool),
    /// Whom it lets in now, and did not.
    pub lets_in: Entrance,
    /// Whom it let in, and does not now.
    pub keeps_out: Entrance,
}

/// What kind of policy lets somebody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdmissionKind {
    /// Who may take a role.
    Trust,
    /// Who may do what with a resource.
    Resource,
    /// What the organisation lets be done with the resources of an account.
    ResourceControl,
}

/// Who comes in on one side and not on the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entrance {
    /// A request that shows it.
    pub shown_by: Option<Example>,
    /// Whom the policy names in what it allows on this side and not on the other.
    pub names: BTreeSet<String>,
    /// What could not be decided, in words.
    pub unknown: Vec<String>,
}

impl Entrance {
    /// Whether it is proved that there is nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.shown_by.is_none() && self.unknown.is_empty()
    }
}

/// Whose policy it is: its kind, the account, and the name.
type Key = (AdmissionKind, String, String);

/// What one such policy says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    /// This, in levels where it has such.
    Levels(Vec<Vec<Policy>>),
    /// Something that only a deployment knows: why, and how it is written.
    Unread { why: String, written: Rc<str> },
}

/// Compares every policy that lets others in.
pub(super) fn admissions(old: &Side<'_>, new: &Side<'_>) -> Vec<Admission> {
    let (before, after) = (held(old), held(new));
    let mut found: Vec<Admission> = Vec::new();
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    for key in keys {
        let (was, is) = (before.get(key), after.get(key));
        if was == is {
            continue;
        }
        let (kind, account, name) = key;
        let admission = Admission {
            kind: *kind,
            name: name.clone(),
            accounts: BTreeSet::from([account.clone()]),
            is_there: (was.is_some(), is.is_some()),
            lets_in: entrance(*kind, was, is),
            keeps_out: entrance(*kind, is, was),
        };
        if admission.lets_in.is_nothing() && admission.keeps_out.is_nothing() {
            continue;
        }
        let same = |one: &&mut Admission| {
            let accounts = one.accounts.clone();
            **one
                == Admission {
                    accounts,
                    ..admission.clone()
                }
        };
        match found.iter_mut().find(same) {
            Some(one) => one.accounts.extend(admission.accounts),
            None => found.push(admission),
        }
    }
    found
}

/// What `is` lets in and `was` does not.
fn entrance(kind: AdmissionKind, was: Option<&Held>, is: Option<&Held>) -> Entrance {
    let nothing = Held::Levels(match kind {
        // Without a policy of the resource, it lets nobody in; without one of the
        // organisation, nothing is limited.
        AdmissionKind::ResourceControl => vec![vec![everything()]],
        AdmissionKind::Trust | AdmissionKind::Resource => vec![Vec::new()],
    });
    let (was, is) = (was.unwrap_or(&nothing), is.unwrap_or(&nothing));
    let (was, is) = match (was, is) {
        (Held::Levels(was), Held::Levels(is)) => (was, is),
        (Held::Unread { why, .. }, _) | (_, Held::Unread { why, .. }) => {
            return Entrance {
                unknown: vec![why.clone()],
                ..Entrance::default()
            };
        }
    };
    let (old, new) = (layers(was), layers(is));
    let mut entrance = Entrance::default();
    match no_new_access_through(&old, &new) {
        Proof::Proved => {}
        Proof::Refuted(witness) => {
            entrance.shown_by = Some(Example::with_caller(&witness));
            let before = names(was);
            let named = names(is);
            entrance.names = named.difference(&before).cloned().collect();
            return entrance;
        }
        Proof::Unknown(reasons) => {
            entrance.unknown.extend(reasons);
            return entrance;
        }
    }
    // What is denied less lets in whoever may come by policies of their own.
    let denied =
        |side: &[Vec<Policy>]| -> Vec<Policy> { side.iter().flatten().map(denials).collect() };
    let (denied_before, denied_now) = (denied(was), denied(is));
    let now: Vec<&Policy> = denied_now.iter().collect();
    let both: Vec<&Policy> = denied_now.iter().chain(&denied_before).collect();
    match equivalent(&now, &both) {
        Proof::Proved => {}
        Proof::Refuted(witness) => entrance.shown_by = Some(Example::with_caller(&witness)),
        Proof::Unknown(reasons) => entrance.unknown.extend(reasons),
    }
    entrance
}

fn held(side: &Side<'_>) -> BTreeMap<Key, Held> {
    let mut held = BTreeMap::new();
    for account in side.directory.accounts.iter() {
        let name = name_of(account);
        trusts(side, account, &name, &mut held);
        // They do not hold in the management account
        // (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>).
        if account.is_management != Known::Known(true) {
            let key = (AdmissionKind::ResourceControl, name.clone(), String::new());
            match &account.resource_control {
                Known::Known(levels) if levels.is_empty() => {}
                known => drop(held.insert(key, Held::of(known.clone(), || "".into()))),
            }
        }
        let stacks = side.blueprint.stacks.iter();
        for stack in stacks.filter(|stack| stack.account == name) {
            for document in documents(stack, account) {
                let place = format!("{}/{}/{}", stack.region, stack.name, document.resource);
                let key = (AdmissionKind::Resource, name.clone(), place);
                let resources = &stack.template.resources;
                let written = || {
                    let resource = resources.get(&document.resource);
                    let document = resource.and_then(|one| one.properties.get(&document.property));
                    document.map(ToString::to_string).unwrap_or_default().into()
                };
                let policy = match &document.policy {
                    Known::Known(policy) => Known::Known(vec![vec![policy.clone()]]),
                    Known::Unknown(why) => Known::Unknown(why.clone()),
                };
                held.insert(key, Held::of(policy, written));
            }
        }
    }
    held
}

fn trusts(side: &Side<'_>, account: &Account, name: &str, held: &mut BTreeMap<Key, Held>) {
    for principal in &account.principals {
        let Some(role) = principal.as_role() else {
            continue;
        };
        // Identity Center writes the trust of its own roles, and nobody else can.
        if role.permission_set.is_some() {
            continue;
        }
        let (kind, role_name) = (AdmissionKind::Trust, principal.name().to_owned());
        let trust = match &role.trust {
            Known::Known(policy) => Known::Known(vec![vec![policy.clone()]]),
            Known::Unknown(why) => Known::Unknown(why.clone()),
        };
        let trust = Held::of(trust, || written(side, name));
        held.insert((kind, name.to_owned(), role_name), trust);
    }
}

impl Held {
    /// Labels of statements and of the document say nothing.
    fn of(policy: Known<Vec<Vec<Policy>>>, written: impl FnOnce() -> Rc<str>) -> Self {
        match policy {
            Known::Known(mut levels) => {
                for policy in levels.iter_mut().flatten() {
                    policy.id = None;
                    policy.statements.iter_mut().for_each(|one| one.sid = None);
                    policy.statements.sort();
                }
                Self::Levels(levels)
            }
            Known::Unknown(why) => Self::Unread {
                why,
                written: written(),
            },
        }
    }
}

fn layers(levels: &[Vec<Policy>]) -> Vec<Vec<&Policy>> {
    let levels = levels.iter();
    levels.map(|level| level.iter().collect()).collect()
}

fn denials(policy: &Policy) -> Policy {
    let mut denials = policy.clone();
    denials
        .statements
        .retain(|statement| statement.effect == Effect::Deny);
    denials
}

fn everything() -> Policy {
    let statement = Statement::allow(["*"]).on(["*"]);
    Policy::new([statement.for_principal(Principal::Only(Principals::Everyone))])
}

/// Whom policies name in what they allow, and under which conditions.
fn names(levels: &[Vec<Policy>]) -> BTreeSet<String> {
    let statements = levels.iter().flatten().flat_map(|one| &one.statements);
    let allow = statements.filter(|one| one.effect == Effect::Allow);
    allow.flat_map(named).collect()
}

fn named(statement: &Statement) -> Vec<String> {
    let conditions: Vec<String> = conditions(statement).into_iter().collect();
    let when = match conditions.as_slice() {
        [] => String::new(),
        some => format!(" when {}", some.join(" and ")),
    };
    match &statement.principal {
        Some(Principal::Only(Principals::Named(kinds))) => kinds
            .values()
            .flatten()
            .map(|name| format!("{name}{when}"))
            .collect(),
        Some(Principal::Only(Principals::Everyone)) => vec![format!("everybody{when}")],
        Some(Principal::AllExcept(_)) => vec![format!("all but some{when}")],
        None => Vec::new(),
    }
}
