//! A member for each compiled group that names nobody.
//!
//! Owns: making them, so that what a group gives is judged before it has members. Refuses:
//! to stand for anybody where the group has users: those are judged themselves.

use bailiwick_iam::account::{Accounts, Principal};

use super::Directory;

/// The accounts of a directory, with somebody in every group of IAM.
pub(crate) fn peopled(directory: &Directory) -> Accounts {
    let mut accounts = directory.accounts.clone();
    let groups = directory.named.iter().filter(|one| one.section == "groups");
    for entry in groups.flat_map(|group| &group.entries) {
        let groups = groups_of(&entry.principal);
        let Some(account) = accounts.get_mut(entry.account) else {
            continue;
        };
        let has_users = account.principals.iter().any(|one| {
            let own = groups_of(one);
            one.arn == entry.principal.arn || groups.iter().any(|group| own.contains(group))
        });
        if !groups.is_empty() && !has_users {
            account.principals.push(Principal::clone(&entry.principal));
        }
    }
    accounts
}

fn groups_of(principal: &Principal) -> &[String] {
    principal.as_user().map_or(&[], |user| &user.groups)
}
