//! A member for each compiled group that names nobody.
//!
//! Owns: making them, so that what a group gives is judged before it has members. Refuses:
//! to stand for anybody where the group has users: those are judged themselves.

use std::collections::BTreeSet;

use bailiwick_iam::account::{Accounts, Principal};

use super::{Directory, Entry};

/// The accounts of a directory, with somebody in every group of IAM.
pub(crate) fn peopled(directory: &Directory) -> Accounts {
    with_members(directory, &vacant(directory))
}

/// The same, to be compared with another directory: where a group has nobody in one of them,
/// somebody stands in it in both.
#[must_use]
pub fn peopled_beside(directory: &Directory, other: &Directory) -> Accounts {
    let mut vacant = vacant(directory);
    vacant.extend(self::vacant(other));
    with_members(directory, &vacant)
}

/// The ARNs of those who would stand in groups that have no users.
fn vacant(directory: &Directory) -> BTreeSet<&str> {
    let has_users = |entry: &Entry| {
        let groups = groups_of(&entry.principal);
        let account = directory.accounts.get(entry.account);
        let mut principals = account.into_iter().flat_map(|one| &one.principals);
        principals.any(|one| {
            let own = groups_of(one);
            one.arn == entry.principal.arn || groups.iter().any(|group| own.contains(group))
        })
    };
    let vacant = members(directory).filter(|entry| !has_users(entry));
    vacant.map(|entry| entry.principal.arn.as_str()).collect()
}

fn with_members(directory: &Directory, vacant: &BTreeSet<&str>) -> Accounts {
    let mut accounts = directory.accounts.clone();
    for entry in members(directory) {
        let Some(account) = accounts.get_mut(entry.account) else {
            continue;
        };
        let arn = &entry.principal.arn;
        let is_there = account.principals.iter().any(|one| one.arn == *arn);
        if vacant.contains(arn.as_str()) && !is_there {
            account.principals.push(Principal::clone(&entry.principal));
        }
    }
    accounts
}

/// A member of each group of IAM, with nothing but what the group gives.
fn members(directory: &Directory) -> impl Iterator<Item = &Entry> {
    let groups = directory.named.iter().filter(|one| one.section == "groups");
    let entries = groups.flat_map(|group| &group.entries);
    entries.filter(|entry| !groups_of(&entry.principal).is_empty())
}

fn groups_of(principal: &Principal) -> &[String] {
    principal.as_user().map_or(&[], |user| &user.groups)
}
