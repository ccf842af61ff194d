//! What AWS holds, as the AWS CLI printed it.
//!
//! A folder of files: JSON of any `describe-*`, `list-*` or `get-*` command, and credential
//! reports. The account and the region of a file are those folders on its path that have
//! their form (`111122223333/eu-central-1/vpcs.json`). What a file holds is told by its
//! top-level keys (`Vpcs`, `UserDetailList`), and several files with the same key are taken
//! together, as pages are. Names have a meaning only where an output does not say what was
//! asked about: such a file lies in a folder called like the command
//! (`s3api/get-bucket-policy/acme-trail.json`).
//!
//! Owns: finding lists by account and region, and telling "none" from "not given".
//! Refuses: to read files; to say what the lists mean, which the controls and engines do.

mod about;
mod absent;
mod credential_report;
mod organization;
mod regional;

use std::collections::BTreeSet;

use bailiwick_estate::selection::Selection;
use bailiwick_iam::json;
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use crate::verdict::Reason;
use crate::world::World;

pub(crate) use organization::{Organization, speaks_of_it};
pub(crate) use regional::{Regional, in_each_region};

/// Everything that was observed.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    documents: Vec<Document>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path below the folder.
    pub path: String,
    /// The account that its path names.
    pub account: Option<AccountId>,
    /// The region that its path names.
    pub region: Option<String>,
    /// What it holds.
    pub content: Value,
}

/// A file that is not what the AWS CLI prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its path below the folder.
    pub path: String,
    /// Why, in words.
    pub because: String,
}

impl Observed {
    /// Reads files, given as path and text.
    ///
    /// # Errors
    /// All files that are neither JSON objects nor credential reports, nor say that there is
    /// nothing to print, and those that repeat a key: what is left out would make "none" of
    /// what is there.
    pub fn read(
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Unreadable>> {
        let mut documents = Vec::new();
        let mut unreadable = Vec::new();
        for (path, text) in files {
            match content(&text) {
                Ok(content) => documents.push(Document {
                    account: path.split('/').find_map(|part| part.parse().ok()),
                    region: path
                        .split('/')
                        .find(|part| is_region(part))
                        .map(str::to_owned),
                    path,
                    content,
                }),
                Err(because) => unreadable.push(Unreadable { path, because }),
            }
        }
        documents.sort_by(|one, other| one.path.cmp(&other.path));
        match unreadable.is_empty() {
            true => Ok(Self { documents }),
            false => Err(unreadable),
        }
    }

    /// Every file, by path.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter()
    }

    /// Every account that some path names.
    #[must_use]
    pub fn accounts(&self) -> BTreeSet<AccountId> {
        let accounts = self.documents.iter();
        accounts.filter_map(|document| document.account).collect()
    }

    /// The files that have a top-level key, of one account or of all.
    pub fn with_key<'o>(
        &'o self,
        account: Option<AccountId>,
        key: &str,
    ) -> impl Iterator<Item = (&'o Document, &'o Value)> {
        self.documents
            .iter()
            .filter(move |document| account.is_none() || document.account == account)
            .filter_map(move |document| Some((document, document.content.get(key)?)))
    }

    /// The items of a list that the CLI prints under `key`, from every file that has it.
    /// `None`: no file has it, so that nothing is known; an empty list: there are none.
    #[must_use]
    pub fn list(&self, account: Option<AccountId>, key: &str) -> Option<Vec<&Value>> {
        let mut files = self.with_key(account, key).peekable();
        files.peek()?;
        Some(
            files
                .filter_map(|(_, list)| list.as_array())
                .flatten()
                .collect(),
        )
    }
}

/// Hands the list under `key` of each selected account to `look`. What is returned says
/// which account's list was not given; `command` is what prints it.
pub(crate) fn in_each_account<'w>(
    world: &World<'w>,
    selection: &Selection<'_>,
    key: &str,
    command: &str,
    mut look: impl FnMut(&str, &[&'w Value]),
) -> Vec<Reason> {
    let Some(observed) = world.observed else {
        return vec![Reason::NotGiven("anything that AWS holds".to_owned())];
    };
    if selection.accounts.is_empty() {
        return vec![Reason::NothingSelected("no account is selected".to_owned())];
    }
    let mut reasons = Vec::new();
    for (name, account) in &selection.accounts {
        let Some(id) = account
            .id
            .as_ref()
            .and_then(|id| id.to_string().parse().ok())
        else {
            reasons.push(Reason::NotGiven(format!("the id of the account `{name}`")));
            continue;
        };
        match observed.list(Some(id), key) {
            Some(list) => look(name, &list),
            None => reasons.push(Reason::NotGiven(format!("{command} of `{name}`"))),
        }
    }
    reasons
}

fn content(text: &str) -> Result<Value, String> {
    if credential_report::is_report(text) {
        return credential_report::read(text);
    }
    if let Some(absent) = absent::read(text) {
        return Ok(absent);
    }
    let value = json::value(text).map_err(|error| error.to_string())?;
    match value.get("Content").and_then(Value::as_str) {
        Some(report) if value.get("ReportFormat").is_some() => credential_report::decode(report),
        _ if value.is_object() => Ok(value),
        _ => Err("the AWS CLI prints an object, with lists by name in it".to_owned()),
    }
}

/// `eu-central-1`, `us-gov-west-1`.
pub(crate) fn is_region(part: &str) -> bool {
    let words: Vec<&str> = part.split('-').collect();
    let [area, .., number] = words[..] else {
        return false;
    };
    words.len() >= 3
        && area.len() == 2
        && words
            .iter()
            .rev()
            .skip(1)
            .all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
        && number.len() == 1
        && number.bytes().all(|byte| byte.is_ascii_digit())
}
