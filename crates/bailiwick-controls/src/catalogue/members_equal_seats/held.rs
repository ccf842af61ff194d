//! Who is in a group as AWS holds it: a group of IAM in an account, or one of Identity Center.

use std::collections::BTreeSet;

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Group};
use bailiwick_iam::account::Principal;
use serde_json::Value;

use crate::accounts::Directory;
use crate::catalogue::{principals_declared, text};
use crate::judgement::Evidence;
use crate::observed::Observed;
use crate::verdict::Reason;
use crate::world::World;

/// A group of AWS: where it is, who is in it, and who the estate says is.
pub(super) struct Held<'w> {
    pub(super) place: String,
    pub(super) members: BTreeSet<&'w str>,
    pub(super) named: BTreeSet<&'w str>,
}

/// The groups that stand for a group of the estate in these accounts. Technical accounts
/// that take roles are in none.
pub(super) fn groups<'w>(
    world: &World<'w>,
    observed: &'w Observed,
    group: &'w Declared<Group>,
    accounts: &[&'w Declared<Account>],
) -> Vec<Result<Held<'w>, Reason>> {
    let compiled = match world.directory(Evidence::Compiled) {
        Ok(compiled) => compiled,
        Err(reason) => return vec![Err(reason)],
    };
    let mut held = Vec::new();
    for account in accounts {
        if let Some(named) = users_of(compiled, account, group.name.as_str()) {
            held.push(of_iam(observed, group, account, named));
        }
    }
    let mut assignments = world.blueprint.center.assignments.iter();
    if assignments.any(|one| one.group == group.name.as_str()) {
        held.push(of_center(world, observed, group));
    }
    if held.is_empty() {
        let text = format!(
            "AWS knows no group `{}`: roles hold what it grants",
            group.name
        );
        held.push(Err(Reason::NotVisible(text)));
    }
    held
}

/// The users of a group that is compiled in an account; `None` where there is no such group.
fn users_of<'w>(
    compiled: &'w Directory,
    account: &Declared<Account>,
    group: &str,
) -> Option<BTreeSet<&'w str>> {
    let mut accounts = compiled.accounts.iter();
    let account = accounts.find(|one| one.name.as_deref() == Some(account.name.as_str()))?;
    let arn = account.groups.values().find(|one| one.name() == group)?;
    let is_in = |one: &&Principal| {
        let user = one.as_user();
        user.is_some_and(|user| user.groups.contains(&arn.arn))
    };
    Some(
        account
            .principals
            .iter()
            .filter(is_in)
            .map(Principal::name)
            .collect(),
    )
}

fn of_iam<'w>(
    observed: &'w Observed,
    group: &Declared<Group>,
    account: &Declared<Account>,
    named: BTreeSet<&'w str>,
) -> Result<Held<'w>, Reason> {
    let id = account
        .id
        .as_ref()
        .and_then(|id| id.to_string().parse().ok());
    let users = id.and_then(|id| observed.list(Some(id), "UserDetailList"));
    let users = users.ok_or_else(|| {
        let command = "`aws iam get-account-authorization-details`";
        Reason::NotGiven(format!("{command} of `{}`", account.name))
    })?;
    let is_in = |user: &&&Value| {
        let groups = user.get("GroupList").and_then(Value::as_array);
        let mut groups = groups.into_iter().flatten().filter_map(Value::as_str);
        groups.any(|one| one == group.name.as_str())
    };
    let members = users
        .iter()
        .filter(is_in)
        .map(|user| text(user, "UserName"));
    Ok(Held {
        place: format!("`{}`", account.name),
        members: members.collect(),
        named,
    })
}

/// Memberships name users by ids, users their name and e-mail addresses
/// (<https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMemberships.html>).
fn of_center<'w>(
    world: &World<'w>,
    observed: &'w Observed,
    group: &'w Declared<Group>,
) -> Result<Held<'w>, Reason> {
    let name = group.name.as_str();
    let not_given = |command: &str| {
        Reason::NotGiven(format!(
            "`aws identitystore {command}` with `{name}` of Identity Center"
        ))
    };
    let groups = observed.list(None, "Groups").unwrap_or_default();
    let groups = groups
        .into_iter()
        .filter(|one| text(one, "DisplayName") == name);
    let ids: BTreeSet<&str> = groups.map(|one| text(one, "GroupId")).collect();
    if ids.is_empty() {
        return Err(not_given("list-groups"));
    }
    let memberships = observed.list(None, "GroupMemberships");
    let memberships = memberships.ok_or_else(|| not_given("list-group-memberships"))?;
    let users = observed.list(None, "Users").unwrap_or_default();
    let mut members = BTreeSet::new();
    for membership in memberships {
        if !ids.contains(text(membership, "GroupId")) {
            continue;
        }
        let id = membership
            .pointer("/MemberId/UserId")
            .and_then(Value::as_str);
        let user = users.iter().find(|user| Some(text(user, "UserId")) == id);
        let user = user.ok_or_else(|| not_given("list-users"))?;
        members.insert(person(world, user));
    }
    // An empty list does not say of which group it is.
    if members.is_empty() {
        return Err(not_given("list-group-memberships"));
    }
    let named = world.estate.people_in(group).map(|one| one.name.as_str());
    Ok(Held {
        place: "Identity Center".to_owned(),
        members,
        named: named.collect(),
    })
}

/// The person whom a user is, or the user's own name.
fn person<'w>(world: &World<'w>, user: &'w Value) -> &'w str {
    let person = principals_declared::person(world, user);
    person.map_or_else(|| text(user, "UserName"), |person| person.name.as_str())
}
