//! What the AWS CLI printed, as accounts.
//!
//! From `aws iam get-account-authorization-details` come users, groups, roles and policies;
//! from credential reports, access keys and passwords; from the lists in [`assets`], what
//! runs with which role; from `aws organizations …`, the policies that hold in each account. Without authorization details, each file is a plain policy.

mod assets;

use bailiwick_iam::account::authorization_details::{self, Page, is_page};
use bailiwick_iam::account::{Accounts, PrincipalDetails, policy_folder};
use bailiwick_iam::decide::Known;
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use super::Directory;
use crate::observed::{Observed, Organization, speaks_of_it};

pub use bailiwick_iam::account::authorization_details::ReadError;

/// The accounts of which there are authorization details; `None` where there are none.
///
/// # Errors
/// The file, and what is wrong with its authorization details.
pub fn observed(observed: &Observed) -> Result<Option<Directory>, (String, ReadError)> {
    let mut pages = Vec::new();
    let mut last = String::new();
    for document in observed.documents() {
        if is_page(&document.content) && !speaks_of_it(document) {
            let page = Page::from_json(document.content.clone());
            let page = page.map_err(|error| (document.path.clone(), error))?;
            pages.push(page.from_file(&document.path));
            last.clone_from(&document.path);
        }
    }
    if pages.is_empty() {
        return Ok(None);
    }
    let accounts = authorization_details::accounts(&pages);
    let mut accounts = accounts.map_err(|error| (last, error))?;
    for (_, report) in observed.with_key(None, "CredentialReport") {
        let rows = report.as_array().into_iter().flatten();
        rows.for_each(|row| add_credentials(row, &mut accounts));
    }
    let organization = Organization::of(observed);
    let policies = accounts.policies_of_aws();
    accounts.learn_policies_of_aws(&policies);
    for account in accounts.iter_mut() {
        account.assets = assets::assets(observed, account);
        organization.complete(account);
    }
    Ok(Some(Directory::new(accounts)))
}

/// The principals of a folder of plain policies; those of files that name no account
/// belong to `account`.
#[must_use]
pub fn plain(observed: &Observed, account: AccountId) -> Directory {
    let files = observed.documents();
    let files = files.map(|document| (document.path.as_str(), &document.content));
    Directory::new(policy_folder::accounts(files, account))
}

/// Adds what a row of a credential report says of its user
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html>).
///
/// Of a key that is not active the report says nothing, so that only two can be counted.
fn add_credentials(row: &Value, accounts: &mut Accounts) {
    let text = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
    let arn = text("arn");
    let id: Option<AccountId> = arn.split(':').nth(4).and_then(|id| id.parse().ok());
    let account = id.and_then(|id| accounts.get_mut(id));
    let principals = account.map(|account| account.principals.iter_mut());
    let Some(user) = principals.and_then(|mut all| all.find(|one| one.arn == arn)) else {
        return;
    };
    let PrincipalDetails::User(details) = &mut user.details else {
        return;
    };
    let active = |column| text(column).eq_ignore_ascii_case("true");
    if active("access_key_1_active") && active("access_key_2_active") {
        details.access_keys = Known::Known(2);
    }
    match text("password_enabled").to_ascii_lowercase().as_str() {
        "true" => details.has_password = Known::Known(true),
        "false" => details.has_password = Known::Known(false),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
