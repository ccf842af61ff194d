//! Who is who: the names that people ask by, and what each comes to in the accounts.

use std::collections::HashMap;
use std::sync::Arc;

use bailiwick_estate::lower::nearest;
use bailiwick_iam::account::{Accounts, Principal};
use bailiwick_iam::request::AccountId;

/// Accounts, and the names of who is in them.
#[derive(Clone, Debug)]
pub struct Directory {
    /// The accounts.
    pub accounts: Accounts,
    /// Everybody who has a name, by section and name.
    pub named: Vec<Named>,
    /// Where each of them stands, by section and name.
    places: HashMap<&'static str, HashMap<String, usize>>,
    /// What stands in for something that is not known yet, in words: an account's id.
    pub stand_ins: Vec<String>,
}

/// A person, a group, a role: somebody to ask about.
#[derive(Clone, Debug)]
pub struct Named {
    /// The section of the estate, or `users` or `roles`.
    pub section: &'static str,
    /// The name.
    pub name: String,
    /// By what they come into the accounts; nothing for somebody who does not.
    pub entries: Vec<Entry>,
}

/// One way into one account.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The account.
    pub account: AccountId,
    /// The user, or the role of which there is a session.
    pub principal: Arc<Principal>,
    /// The name of the session, where it is one.
    pub session: String,
    /// What leads here, in words; empty for the principal itself.
    pub through: String,
    /// Whether it must be asked for first: nobody holds it without a request.
    pub on_request: bool,
    /// Whether the session comes from Identity Center: requests of such a session never
    /// carry `aws:MultiFactorAuthPresent`.
    pub identity_center: bool,
}

/// Nobody has the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// The name that may have been meant.
    pub near: Option<String>,
}

/// The sections in which a bare name is looked for, in this order: what an estate says of
/// a person goes before the user that the person has.
const SECTIONS: [&str; 6] = [
    "people",
    "technical_accounts",
    "groups",
    "job_roles",
    "roles",
    "users",
];

impl Directory {
    /// A directory in which every user and role has the last part of its ARN as its name.
    #[must_use]
    pub fn new(accounts: Accounts) -> Self {
        let mut directory = Self {
            named: Vec::new(),
            places: HashMap::new(),
            stand_ins: Vec::new(),
            accounts: Accounts::new(),
        };
        for (account, principal) in accounts.principals() {
            let section = match principal.as_role() {
                Some(_) => "roles",
                None => "users",
            };
            let entry = Entry::of(account.id, principal);
            directory.add(section, principal.name(), [entry]);
        }
        directory.accounts = accounts;
        directory
    }

    /// Adds entries to what has a name, which is added where it is not there yet.
    pub(super) fn add(
        &mut self,
        section: &'static str,
        name: &str,
        entries: impl IntoIterator<Item = Entry>,
    ) {
        let names = self.places.entry(section).or_default();
        let place = *names.entry(name.to_owned()).or_insert(self.named.len());
        if place == self.named.len() {
            self.named.push(Named {
                section,
                name: name.to_owned(),
                entries: Vec::new(),
            });
        }
        self.named[place].entries.extend(entries);
    }

    /// Who has a name in a section.
    pub(crate) fn named(&self, section: &str, name: &str) -> Option<&Named> {
        let place = self.places.get(section)?.get(name)?;
        self.named.get(*place)
    }

    /// Who is meant by a name, by `section/name`, or by an ARN.
    ///
    /// # Errors
    /// When nobody is.
    pub fn find(&self, who: &str) -> Result<Named, NotFound> {
        if let Some((account, principal)) = self.accounts.principal(who) {
            return Ok(Named {
                section: "principals",
                name: who.to_owned(),
                entries: vec![Entry::of(account.id, principal)],
            });
        }
        let (sections, name) = match who.split_once('/') {
            Some((section, name)) if SECTIONS.contains(&section) => (vec![section], name),
            _ => (SECTIONS.to_vec(), who),
        };
        let mut found = sections
            .into_iter()
            .filter_map(|section| self.named(section, name));
        found.next().cloned().ok_or_else(|| NotFound {
            near: self.near(name),
        })
    }

    fn near(&self, name: &str) -> Option<String> {
        let names = self.named.iter().map(|named| named.name.as_str());
        nearest(name, names).map(str::to_owned)
    }
}

impl Entry {
    /// What it is called: what leads to it, or the principal's ARN.
    #[must_use]
    pub fn title(&self) -> &str {
        match self.through.as_str() {
            "" => &self.principal.arn,
            through => through,
        }
    }

    /// The principal itself.
    fn of(account: AccountId, principal: &Principal) -> Self {
        let role = principal.as_role();
        Self {
            account,
            principal: Arc::new(principal.clone()),
            session: "session".to_owned(),
            through: String::new(),
            on_request: false,
            identity_center: role.is_some_and(|role| role.permission_set.is_some()),
        }
    }
}
