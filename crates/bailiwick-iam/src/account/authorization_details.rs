//! The output of `aws iam get-account-authorization-details`.
//!
//! Takes the texts of any number of outputs, of one account or several, whole or page by
//! page, and makes accounts of them. Documents may be JSON or its URL-encoded text. Of a
//! managed policy the default version counts. A policy or group that is named and not in
//! the output is unknown, and names itself.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>.

mod entry;

use std::collections::BTreeMap;

use serde_json::Value;
use thiserror::Error;

use self::entry::{group, managed_policy, role, user};
use super::{Account, Accounts};
use crate::decide::Known;
use crate::json;
use crate::policy::Policy;
use crate::request::AccountId;

/// The lists of the output, in the order AWS gives them.
const LISTS: [&str; 4] = [
    "UserDetailList",
    "GroupDetailList",
    "RoleDetailList",
    "Policies",
];

/// Why a text is not the output, or not all of it.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It is not JSON, or repeats a key.
    #[error("it cannot be read")]
    NotJson(#[from] json::ReadError),
    /// It is JSON about something else.
    #[error("it has none of `{}`", LISTS.join("`, `"))]
    SomethingElse,
    /// Nothing in it says which account it is of.
    #[error("it names no user, group or role, so that nothing says which account it is of")]
    NoAccount,
    /// An entry lacks something that AWS always gives.
    #[error("at `{path}`: {wanted} is missing")]
    Missing {
        /// A JSON pointer to the entry.
        path: String,
        /// What is missing.
        wanted: &'static str,
    },
    /// Every page of an account says that more follow.
    #[error("the last page of account {0} is missing: each one says `IsTruncated`")]
    Truncated(AccountId),
}

/// One output, or one page of it.
#[derive(Debug, Clone)]
pub struct Page {
    account: AccountId,
    truncated: bool,
    value: Value,
}

impl Page {
    /// Reads the text of an output.
    ///
    /// # Errors
    /// When it is none, or does not say which account it is of.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        Self::from_json(json::value(text)?)
    }

    /// Takes an output that is JSON already. Which keys its text repeated it cannot tell: the
    /// text must have been read by [`json::value`].
    ///
    /// # Errors
    /// When it is none, or does not say which account it is of.
    pub fn from_json(value: Value) -> Result<Self, ReadError> {
        if !is_page(&value) {
            return Err(ReadError::SomethingElse);
        }
        Ok(Self {
            account: account_of(&value).ok_or(ReadError::NoAccount)?,
            truncated: value.get("IsTruncated") == Some(&Value::Bool(true)),
            value,
        })
    }
}

/// The account of the first entry that names one; AWS's own policies name none.
fn account_of(value: &Value) -> Option<AccountId> {
    let mut entries = LISTS.iter().flat_map(|list| entries(value, list));
    entries.find_map(|(_, entry)| {
        let arn = entry.get("Arn")?.as_str()?;
        arn.split(':').nth(4)?.parse().ok()
    })
}

/// Whether the value has one of the output's lists.
pub fn is_page(value: &Value) -> bool {
    LISTS.iter().any(|list| value.get(list).is_some())
}

/// The managed policies of an output, by ARN.
fn managed_policies(value: &Value) -> Result<BTreeMap<String, Known<Policy>>, ReadError> {
    let policies = entries(value, "Policies");
    policies
        .map(|(path, policy)| managed_policy(policy, &path))
        .collect()
}

/// The accounts that the pages are of.
///
/// # Errors
/// When an entry lacks its ARN, or an account its last page.
pub fn accounts(pages: &[Page]) -> Result<Accounts, ReadError> {
    let mut by_account: BTreeMap<AccountId, Vec<&Page>> = BTreeMap::new();
    for page in pages {
        by_account.entry(page.account).or_default().push(page);
    }
    let accounts = by_account
        .into_iter()
        .map(|(id, pages)| account(id, &pages));
    accounts.collect()
}

fn account(id: AccountId, pages: &[&Page]) -> Result<Account, ReadError> {
    if pages.iter().all(|page| page.truncated) {
        return Err(ReadError::Truncated(id));
    }
    let mut account = Account::new(id);
    for page in pages {
        for (path, value) in entries(&page.value, "GroupDetailList") {
            let group = group(value, &path)?;
            account.groups.insert(group.arn.clone(), group);
        }
        account.managed.extend(managed_policies(&page.value)?);
    }
    for page in pages {
        for (path, value) in entries(&page.value, "UserDetailList") {
            account.principals.push(user(value, &path, &account)?);
        }
        for (path, value) in entries(&page.value, "RoleDetailList") {
            account.principals.push(role(value, &path)?);
        }
    }
    account
        .principals
        .sort_by(|one, other| one.arn.cmp(&other.arn));
    account
        .principals
        .dedup_by(|one, other| one.arn == other.arn);
    Ok(account)
}

/// The entries of a list, each with a JSON pointer to it.
fn entries<'v>(value: &'v Value, list: &'v str) -> impl Iterator<Item = (String, &'v Value)> {
    let entries = value.get(list).and_then(Value::as_array);
    entries
        .into_iter()
        .flatten()
        .enumerate()
        .map(move |(position, entry)| (format!("/{list}/{position}"), entry))
}

#[cfg(test)]
mod tests;
