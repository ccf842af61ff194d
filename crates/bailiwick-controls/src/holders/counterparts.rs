//! Who in AWS stands for whom the estate declares.
//!
//! Owns: what makes two users or roles the same. Start at [`counterparts`].

use bailiwick_iam::account::{Account, Principal};

use crate::accounts::Entry;

/// The users and roles that AWS holds in place of a declared one: of the same permission
/// set, the members of the same group, or of the same name.
pub(super) fn counterparts<'d>(account: &'d Account, declared: &Entry) -> Vec<&'d Principal> {
    let principals = account.principals.iter();
    principals
        .filter(|principal| is_counterpart(&declared.principal, principal))
        .collect()
}

/// Whether a user or role stands for a declared one.
pub(super) fn is_counterpart(declared: &Principal, principal: &Principal) -> bool {
    if declared.account() != principal.account() {
        return false;
    }
    let set = |one: &Principal| one.as_role().and_then(|role| role.permission_set.clone());
    match (set(declared), declared.as_user()) {
        (Some(declared), _) => set(principal) == Some(declared),
        (None, Some(user)) => {
            let shares_group = principal
                .as_user()
                .is_some_and(|other| user.groups.iter().any(|group| other.groups.contains(group)));
            principal.name() == declared.name() || shares_group
        }
        (None, None) => principal.name() == declared.name(),
    }
}
