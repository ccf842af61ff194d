//! The output of `aws iam get-account-authorization-details`.
//!
//! Takes the texts of any number of outputs, of one account or several, whole or page by
//! page, and makes accounts of them. Documents may be JSON or its URL-encoded text. Of a
//! managed policy the default version counts. A policy or group that is named and not in
//! the output is unknown, and names itself.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>.

mod entry;
mod list;
mod once;

use std::collections::BTreeMap;

use serde_json::Value;
use thiserror::Error;

use self::entry::{group, managed_policy, role, user};
use self::list::{entries, text};
use self::once::Once;
use super::{Account, Accounts};
use crate::json;
use crate::request::AccountId;

/// The lists of the output, in the order AWS gives them.
const LISTS: [&str; 4] = [
    "UserDetailList",
    "GroupDetailList",
    "RoleDetailList",
    "Policies",
];

type Result<T> = std::result::Result<T, ReadError>;

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
    /// Something is not of the type that AWS gives it.
    #[error("at `{path}` is no {}", wanted.trim_start_matches("a "))]
    Wrong {
        /// A JSON pointer to it.
        path: String,
        /// What stands there in the output of AWS.
        wanted: &'static str,
    },
    /// An entry belongs to no account, or to another one than the entries before it.
    #[error("at `{path}`: `{arn}` is not of account {account}, which the other entries are of")]
    OtherAccount {
        /// A JSON pointer to the entry.
        path: String,
        /// Its ARN.
        arn: String,
        /// The account of the page.
        account: AccountId,
    },
    /// Two entries for one ARN differ.
    #[error("`{arn}` is described twice, and not alike: at {first} and at {second}")]
    Differing {
        /// The ARN.
        arn: String,
        /// Where it is described.
        first: String,
        /// Where it is described otherwise.
        second: String,
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
    /// The file that it is from.
    file: Option<String>,
}

impl Page {
    /// Reads the text of an output.
    ///
    /// # Errors
    /// When it is none, or does not say which account it is of.
    pub fn read(text: &str) -> Result<Self> {
        Self::from_json(json::value(text)?)
    }

    /// Takes an output that is JSON already. Which keys its text repeated it cannot tell: the
    /// text must have been read by [`json::value`].
    ///
    /// # Errors
    /// When it is none, or does not say which account it is of.
    pub fn from_json(value: Value) -> Result<Self> {
        if !is_page(&value) {
            return Err(ReadError::SomethingElse);
        }
        let account = account_of(&value)?.ok_or(ReadError::NoAccount)?;
        check_arns(&value, account)?;
        Ok(Self {
            account,
            truncated: value.get("IsTruncated") == Some(&Value::Bool(true)),
            value,
            file: None,
        })
    }

    /// The page, from a file that errors name.
    #[must_use]
    pub fn from_file(mut self, path: &str) -> Self {
        self.file = Some(path.to_owned());
        self
    }

    /// The place with this JSON pointer, in words.
    fn place(&self, path: &str) -> String {
        match &self.file {
            Some(file) => format!("`{path}` of `{file}`"),
            None => format!("`{path}`"),
        }
    }
}

/// The account of the first entry that names one; AWS's own policies name none.
fn account_of(value: &Value) -> Result<Option<AccountId>> {
    for list in LISTS {
        for (_, entry) in entries(value, list, "")? {
            let arn = entry.get("Arn").and_then(Value::as_str);
            if let Some(id) = arn.and_then(|arn| account_part(arn)?.parse().ok()) {
                return Ok(Some(id));
            }
        }
    }
    Ok(None)
}

/// What an ARN says of its account.
fn account_part(arn: &str) -> Option<&str> {
    arn.split(':').nth(4)
}

/// Every entry is of one account, but for AWS's own policies.
fn check_arns(value: &Value, account: AccountId) -> Result<()> {
    for list in LISTS {
        for (path, entry) in entries(value, list, "")? {
            let arn = text(entry, "Arn", arn_of(list), &path)?;
            let part = account_part(arn);
            let is_of_aws = list == "Policies" && part == Some("aws");
            if !is_of_aws && part != Some(account.as_str()) {
                let arn = arn.to_owned();
                return Err(ReadError::OtherAccount { path, arn, account });
            }
        }
    }
    Ok(())
}

fn arn_of(list: &str) -> &'static str {
    match list {
        "UserDetailList" => "the user's `Arn`",
        "GroupDetailList" => "the group's `Arn`",
        "RoleDetailList" => "the role's `Arn`",
        _ => "the policy's `Arn`",
    }
}

/// Whether the value has one of the output's lists.
pub fn is_page(value: &Value) -> bool {
    LISTS.iter().any(|list| value.get(list).is_some())
}

/// The accounts that the pages are of.
///
/// # Errors
/// When an entry is damaged, two entries for one ARN differ, or an account lacks its last page.
pub fn accounts(pages: &[Page]) -> Result<Accounts> {
    let mut by_account: BTreeMap<AccountId, Vec<&Page>> = BTreeMap::new();
    for page in pages {
        by_account.entry(page.account).or_default().push(page);
    }
    let accounts = by_account
        .into_iter()
        .map(|(id, pages)| account(id, &pages));
    accounts.collect()
}

fn account(id: AccountId, pages: &[&Page]) -> Result<Account> {
    if pages.iter().all(|page| page.truncated) {
        return Err(ReadError::Truncated(id));
    }
    let mut account = Account::new(id);
    let (mut groups, mut managed) = (Once::new(), Once::new());
    for page in pages {
        for (path, value) in entries(&page.value, "GroupDetailList", "")? {
            let group = group(value, &path)?;
            groups.add(&group.arn.clone(), group, page.place(&path))?;
        }
        for (path, value) in entries(&page.value, "Policies", "")? {
            let (arn, policy) = managed_policy(value, &path)?;
            managed.add(&arn, policy, page.place(&path))?;
        }
    }
    account.groups.extend(groups.into_iter());
    account.managed.extend(managed.into_iter());
    let mut principals = Once::new();
    for page in pages {
        for (path, value) in entries(&page.value, "UserDetailList", "")? {
            let user = user(value, &path, &account)?;
            principals.add(&user.arn.clone(), user, page.place(&path))?;
        }
        for (path, value) in entries(&page.value, "RoleDetailList", "")? {
            let role = role(value, &path)?;
            principals.add(&role.arn.clone(), role, page.place(&path))?;
        }
    }
    account.principals = principals.into_iter().map(|(_, one)| one).collect();
    Ok(account)
}

#[cfg(test)]
mod tests;
