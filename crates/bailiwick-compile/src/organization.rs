//! Accounts, organizational units, and the groups and users of the identity store, as
//! the organisation is to hold them.

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use serde_json::{Map, Value, json};

use crate::access::{has_identity_center, only_machines};

/// What the organisation is to hold, one document for each part; none for an estate
/// without organisation.
pub(crate) fn compile(estate: &Estate) -> Vec<(&'static str, Value)> {
    let mut documents = Vec::new();
    if !estate.units.is_empty() {
        documents.push(("units", units(estate)));
    }
    if !estate.accounts.is_empty() {
        documents.push(("accounts", accounts(estate)));
    }
    if has_identity_center(estate) {
        documents.push(("identity-store", identity_store(estate)));
    }
    documents
}

fn units(estate: &Estate) -> Value {
    estate
        .units
        .iter()
        .map(|unit| {
            let path = unit.name.as_str();
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let parent = (!parent.is_empty()).then_some(parent);
            json!({ "path": path, "name": name, "parent": parent })
        })
        .collect()
}

fn accounts(estate: &Estate) -> Value {
    let account =
        |account: &bailiwick_estate::lower::Declared<bailiwick_estate::model::Account>| {
            let tags: Map<String, Value> = account
                .tags
                .iter()
                .map(|(key, value)| (key.to_string(), json!(value.as_str())))
                .collect();
            json!({
                "name": account.name.as_str(),
                "id": account.id.as_ref().map(ToString::to_string),
                "email": account.email.as_ref().map(ToString::to_string),
                "unit": account.unit.as_ref().map(ToString::to_string),
                "tags": tags,
            })
        };
    estate.accounts.iter().map(account).collect()
}

/// The groups with their people, and those people. An identity provider such as Okta
/// writes them; Bailiwick compares. Groups of machines alone are none of them: a technical
/// account signs in nowhere.
fn identity_store(estate: &Estate) -> Value {
    let mut people = BTreeSet::new();
    let groups: Vec<Value> = estate
        .groups
        .iter()
        .filter(|group| !only_machines(group))
        .map(|group| {
            let members: BTreeSet<&str> = estate
                .people_in(group)
                .map(|person| person.name.as_str())
                .collect();
            people.extend(members.iter().copied());
            json!({ "name": group.name.as_str(), "members": members })
        })
        .collect();
    let users: Vec<Value> = people
        .into_iter()
        .filter_map(|name| estate.people.get(name))
        .map(|person| {
            json!({
                "name": person.name.as_str(),
                "email": person.email.as_ref().map(ToString::to_string),
                "displayName": person.title.as_deref(),
            })
        })
        .collect();
    json!({ "groups": groups, "users": users })
}
