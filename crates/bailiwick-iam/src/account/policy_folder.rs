//! A folder of plain policies: one JSON document for each file.
//!
//! ```text
//! [ACCOUNT/]users/NAME.json                  a policy of the user NAME
//! [ACCOUNT/]roles/NAME.json                  a policy of the role NAME
//! [ACCOUNT/]roles/NAME/POLICY.json           the same, where it has several
//! [ACCOUNT/]roles/NAME/trust.json            whom the role trusts
//! [ACCOUNT/]users/NAME/boundary.json         its permissions boundary
//! [ACCOUNT/]NAME.json, NAME/POLICY.json      a policy of the role NAME
//! ```
//!
//! ACCOUNT is twelve digits; files outside of such a folder belong to an account that the
//! caller names. A role without `trust.json` trusts nobody that is known. There are no
//! groups here: a member's file says what its group says.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Account, Accounts, Principal, PrincipalDetails, document};
use crate::decide::Known;
use crate::policy::Policy;
use crate::request::AccountId;

/// The accounts that the files speak of. Each file is a path below the folder, with `/`
/// between its parts, and a JSON value; files outside of a folder of an account belong to
/// `account`. What is no policy is unknown, and names itself.
pub fn accounts<'f>(
    files: impl IntoIterator<Item = (&'f str, &'f Value)>,
    account: AccountId,
) -> Accounts {
    let mut owners: BTreeMap<AccountId, BTreeMap<String, Principal>> = BTreeMap::new();
    let mut boundaries: BTreeMap<AccountId, BTreeMap<String, Known<Policy>>> = BTreeMap::new();
    for (path, value) in files {
        let place = Place::of(path, account);
        let arn = place.arn();
        let principals = owners.entry(place.account).or_default();
        let principal = principals
            .entry(arn.clone())
            .or_insert_with(|| place.principal());
        let policy = document::policy(value, &format!("the policy in `{path}`"));
        match (place.policy, &mut principal.details) {
            ("trust", PrincipalDetails::Role(role)) => role.trust = policy,
            ("boundary", _) => {
                let name = format!("arn:aws:iam::{}:policy/{path}", place.account);
                principal.boundary = Some(name.clone());
                let of_account = boundaries.entry(place.account).or_default();
                of_account.insert(name, policy);
            }
            (name, _) => principal.policies.inline.push(super::InlinePolicy {
                name: name.to_owned(),
                policy,
            }),
        }
    }
    let account = |(id, principals): (AccountId, BTreeMap<String, Principal>)| {
        let mut account = Account::new(id);
        account.principals = principals.into_values().collect();
        account.managed = boundaries.remove(&id).unwrap_or_default();
        account
    };
    owners.into_iter().map(account).collect()
}

/// What a path says of its file.
struct Place<'p> {
    account: AccountId,
    is_user: bool,
    name: &'p str,
    policy: &'p str,
}

impl<'p> Place<'p> {
    fn of(path: &'p str, account: AccountId) -> Self {
        let stem = path.strip_suffix(".json").unwrap_or(path);
        let (account, rest) = match stem.split_once('/') {
            Some((first, rest)) => match first.parse() {
                Ok(id) => (id, rest),
                Err(_) => (account, stem),
            },
            None => (account, stem),
        };
        let (is_user, rest) = match rest.split_once('/') {
            Some(("users", rest)) => (true, rest),
            Some(("roles", rest)) => (false, rest),
            _ => (false, rest),
        };
        let (name, policy) = rest.split_once('/').unwrap_or((rest, rest));
        Self {
            account,
            is_user,
            name,
            policy,
        }
    }

    fn arn(&self) -> String {
        let kind = if self.is_user { "user" } else { "role" };
        format!("arn:aws:iam::{}:{kind}/{}", self.account, self.name)
    }

    fn principal(&self) -> Principal {
        let arn = self.arn();
        if self.is_user {
            return Principal::user(arn, super::Attached::default());
        }
        let trust = format!("the trust policy of `{arn}`");
        let mut role = Principal::role(arn, Policy::new([]), super::Attached::default());
        if let PrincipalDetails::Role(details) = &mut role.details {
            details.trust = Known::Unknown(trust);
        }
        role
    }
}

#[cfg(test)]
mod tests;
