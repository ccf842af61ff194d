//! Who lies below whom in an organisation.

use std::collections::{BTreeMap, BTreeSet};

use super::Missing;
use crate::observed::{Document, Observed};

/// The parents of accounts and units, by their ids.
#[derive(Debug)]
pub(super) struct Tree(BTreeMap<String, BTreeSet<String>>);

/// Commands that print what lies below something, and the key of their list.
const BELOW: [(&str, &str); 3] = [
    ("organizations list-children", "Children"),
    ("organizations list-accounts-for-parent", "Accounts"),
    (
        "organizations list-organizational-units-for-parent",
        "OrganizationalUnits",
    ),
];

impl Tree {
    /// What is printed of parents, and of what lies below them.
    pub(super) fn of(observed: &Observed) -> Self {
        let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut add = |child: &str, parent: &str| {
            let known = parents.entry(child.to_owned()).or_default();
            known.insert(parent.to_owned());
        };
        for document in observed.documents() {
            let ids = |key: &str| {
                let items = document.content[key].as_array().into_iter().flatten();
                items.filter_map(|one| one["Id"].as_str())
            };
            if let Some(child) = named(document, "organizations list-parents") {
                ids("Parents").for_each(|parent| add(child, parent));
            }
            for (command, key) in BELOW {
                if let Some(parent) = named(document, command) {
                    ids(key).for_each(|child| add(child, parent));
                }
            }
        }
        Self(parents)
    }

    /// The ids from the root to an account, with both.
    pub(super) fn way_to(&self, account: &str) -> Result<Vec<String>, Missing> {
        let mut way = vec![account.to_owned()];
        loop {
            // INVARIANT: the way has at least the account.
            let last = way.last().map_or(account, String::as_str);
            if last.starts_with("r-") {
                way.reverse();
                return Ok(way);
            }
            let known: Vec<&String> = self.0.get(last).into_iter().flatten().collect();
            match known.as_slice() {
                [] => return Err(Missing::output("organizations list-parents", last)),
                [parent] if !way.contains(parent) => way.push((*parent).clone()),
                _ => {
                    let what =
                        format!("where `{last}` lies, of which the files say several things");
                    return Err(Missing(what));
                }
            }
        }
    }
}

/// The id that a command was asked about.
fn named<'d>(document: &'d Document, command: &str) -> Option<&'d str> {
    document.about(command)?.split('/').next()
}
