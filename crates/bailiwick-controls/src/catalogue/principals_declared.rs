//! Every principal is declared.

mod center;
mod role;

use std::collections::BTreeSet;

use bailiwick_compile::Assignment;
use bailiwick_compile::template::Resource;
use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;

pub(super) use self::center::person;
use self::role::{Maker, maker};
use super::{Entry, Mappings, groups};
use crate::accounts::in_each_observed;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::PrincipalsDeclared,
    page: include_str!("../../pages/principals-declared.md"),
    mappings: Mappings {
        iso_27001: &["A.5.16", "A.5.18"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

const USER: &str = "AWS::IAM::User";
const ROLE: &str = "AWS::IAM::Role";

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    if selection.accounts.is_empty() {
        let text = "no account is selected".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let estate = world.estate;
    if estate.people.is_empty() && estate.technical_accounts.is_empty() {
        let text = "the estate names nobody: who they are has to be vouched for".to_owned();
        return Verdict::unknown(Reason::NotVisible(text));
    }
    let nameless = groups(world, selection)
        .into_iter()
        .filter(|group| group.members.is_empty());
    let reasons: Vec<Reason> = nameless
        .map(|group| Reason::NotVisible(format!("`{}` names no members", group.name)))
        .collect();
    let declared = role::declared(world);
    let mut witnesses = Vec::new();
    let (mut users, mut roles) = (0, 0);
    for (stack, id, resource) in world.resources(selection) {
        let known = match (resource.kind, name(resource)) {
            (USER, Some(name)) => {
                users += 1;
                estate.people.get(name).is_some() || estate.technical_accounts.get(name).is_some()
            }
            (ROLE, name) => {
                roles += 1;
                let named = |name: &str| {
                    declared.contains(name) || role::is_of_a_workload(world, stack, name)
                };
                name.is_some_and(named) || role::is_of_services(resource)
            }
            (USER, None) => false,
            _ => continue,
        };
        if !known {
            let what = format!("`{id}` makes a principal that the estate does not declare");
            witnesses.push(
                Witness::new(WitnessKind::Principal, what)
                    .with("stack", format!("{}/{}", stack.account, stack.name)),
            );
        }
    }
    let assignments = world.blueprint.center.assignments.iter();
    let held = |one: &&Assignment| selection.accounts.contains_key(one.account.as_str());
    let assignments = assignments.filter(held).count();
    if users + roles + assignments == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "nobody comes into the selected accounts".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let users = counted(users, "user", "users");
        let roles = counted(roles, "role", "roles");
        let assignments = counted(assignments, "assignment", "assignments");
        format!("{users}, {roles} and {assignments} that are compiled are of somebody declared")
    })
}

fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut seen = 0;
    let mut sessions = BTreeSet::new();
    let missing = in_each_observed(world, selection, |account, held| {
        let users = compiled_names(world, account, USER);
        let roles = compiled_names(world, account, ROLE);
        let unnamed = role::unnamed(world, account);
        for principal in &held.principals {
            let undeclared = match principal.as_role() {
                None if users.contains(principal.name()) => None,
                None => Some("a user that the estate does not declare there".to_owned()),
                Some(_) if roles.contains(principal.name()) => None,
                Some(_)
                    if unnamed
                        .iter()
                        .any(|id| role::is_named_for(id, principal.name())) =>
                {
                    None
                }
                Some(details) => match maker(&principal.arn, &details.trust) {
                    Maker::Service => None,
                    Maker::IdentityCenter(set) if center::assigns(world, account, set) => {
                        sessions.insert((account.to_owned(), set.to_owned()));
                        None
                    }
                    Maker::IdentityCenter(set) => Some(format!(
                        "a role of the permission set `{set}`, which the estate assigns to nobody there"
                    )),
                    Maker::Unread(why) => {
                        reasons.push(Reason::NotModelled(why));
                        None
                    }
                    Maker::Somebody => Some("a role that the estate does not declare".to_owned()),
                },
            };
            seen += 1;
            if let Some(undeclared) = undeclared {
                let what = format!("`{}` is {undeclared}", principal.name());
                witnesses.push(
                    Witness::new(WitnessKind::Principal, what)
                        .with("account", account)
                        .with("arn", principal.arn.clone()),
                );
            }
        }
    });
    reasons.extend(missing);
    center::look(world, selection, &sessions, &mut witnesses, &mut reasons);
    Verdict::of(witnesses, reasons, || {
        let principals = counted(seen, "user or role of AWS", "users and roles of AWS");
        format!("{principals}, and who signs in through Identity Center, are declared or AWS's own")
    })
}

/// The names of the users or roles that the stacks of an account make.
fn compiled_names<'w>(world: &World<'w>, account: &str, kind: &str) -> BTreeSet<&'w str> {
    let stacks = world.blueprint.stacks.iter();
    stacks
        .filter(|stack| stack.account == account)
        .flat_map(|stack| stack.template.resources.values())
        .filter(|resource| resource.kind == kind)
        .filter_map(name)
        .collect()
}

fn name(resource: &Resource) -> Option<&str> {
    let properties = &resource.properties;
    let name = properties
        .get("UserName")
        .or_else(|| properties.get("RoleName"));
    name?.as_str()
}
