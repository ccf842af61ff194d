//! Access that AWS does not decide: Linux users of hosts, roles in other products.
//!
//! Who is there is compared by name; what a host or product lets them do is compared as it
//! is written, and told where it is not the same.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::holding::{Holding, Place};
use serde_json::Value;

use super::ways::{Who, WhoKind};
use crate::side::Side;

/// Somebody's access to a system that comes, goes, or is another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    /// The host or product.
    pub system: String,
    /// By which permission; nothing for a Linux user.
    pub permission: Option<String>,
    /// How it was, where it was.
    pub old: Option<String>,
    /// How it is, where it is.
    pub new: Option<String>,
    /// Who.
    pub who: BTreeSet<Who>,
}

type Key = (String, Option<String>, Who);

/// How something is held: in words, and as it is written as a whole.
#[derive(Debug, Default, PartialEq, Eq)]
struct How {
    words: String,
    written: String,
}

/// Compares every system that decides for itself.
pub(super) fn visits(old: &Side<'_>, new: &Side<'_>) -> Vec<Visit> {
    let (before, after) = (held(old, new), held(new, old));
    let words = |how: Option<&How>| how.map(|how| how.words.clone());
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let mut found: Vec<Visit> = Vec::new();
    for key in keys {
        let (was, is) = (before.get(key), after.get(key));
        if was == is {
            continue;
        }
        let (system, permission, who) = key;
        let visit = Visit {
            system: system.clone(),
            permission: permission.clone(),
            old: words(was),
            new: words(is),
            who: BTreeSet::from([who.clone()]),
        };
        let same = |one: &&mut Visit| {
            let who = one.who.clone();
            **one
                == Visit {
                    who,
                    ..visit.clone()
                }
        };
        match found.iter_mut().find(same) {
            Some(one) => one.who.extend(visit.who),
            None => found.push(visit),
        }
    }
    found
}

/// Who holds what in which system, and how.
fn held(side: &Side<'_>, other: &Side<'_>) -> BTreeMap<Key, How> {
    let mut held: BTreeMap<Key, How> = BTreeMap::new();
    for holding in side.estate.holdings() {
        let Place::System(system) = holding.place else {
            continue;
        };
        // What is held without asking is a user of the host, which is looked at below.
        let hosts = &side.blueprint.hosts;
        let is_host = hosts
            .iter()
            .any(|(host, _)| host.as_str() == system.name.as_str());
        if is_host && holding.request.is_none() {
            continue;
        }
        for who in members(side, other, &holding) {
            let permission = Some(holding.permission.name.to_string());
            let how = held
                .entry((system.name.to_string(), permission, who))
                .or_default();
            let words = terms(&holding);
            // What is held by two ways is held by either.
            if !how.words.is_empty() {
                how.words.push_str("; ");
            }
            how.words.push_str(&words);
        }
    }
    for (host, document) in &side.blueprint.hosts {
        let users = document.get("users").and_then(Value::as_array);
        for user in users.into_iter().flatten() {
            let name = user.get("name").and_then(Value::as_str).unwrap_or("a user");
            let kind = match side.estate.technical_accounts.get(name) {
                Some(_) => WhoKind::TechnicalAccount,
                None => WhoKind::Person,
            };
            held.insert((host.clone(), None, Who::new(kind, name)), linux(user));
        }
    }
    for (product, document) in &side.blueprint.saas {
        for one in document.as_array().into_iter().flatten() {
            let mut one = one.clone();
            let Some(members) = one.as_object_mut() else {
                continue;
            };
            members.remove("means");
            members.remove("groups");
            let name = members.remove("permission").unwrap_or_default();
            let name = name.as_str().unwrap_or_default().to_owned();
            let key = (
                product.clone(),
                Some(name),
                Who::new(WhoKind::Group, "whoever holds it"),
            );
            let written = one.to_string();
            let words = written.clone();
            held.insert(key, How { words, written });
        }
    }
    held
}

/// A Linux user in words: whether it is root, by which keys, and all else that is written.
fn linux(user: &Value) -> How {
    let keys = user.get("ssh_authorized_keys").and_then(Value::as_array);
    let keys = keys.into_iter().flatten().filter_map(Value::as_str);
    let mut words = match user.get("sudo").is_some() {
        true => "as root".to_owned(),
        false => "as a user".to_owned(),
    };
    for key in keys {
        // The end of a key is another for each.
        let key = key.split_whitespace().nth(1).unwrap_or(key);
        let end: String = key.chars().rev().take(8).collect();
        words += &format!(", by the key …{}", end.chars().rev().collect::<String>());
    }
    let told = ["name", "gecos", "ssh_authorized_keys", "sudo"];
    let members = user.as_object().into_iter().flatten();
    let rest = members.filter(|(name, _)| !told.contains(&name.as_str()));
    // How a user logs in otherwise is the same for all that are compiled.
    let usual = [
        ("lock_passwd", "true"),
        ("shell", "\"/bin/bash\""),
        ("groups", "[\"wheel\"]"),
    ];
    for (name, value) in rest {
        let value = value.to_string();
        if !usual.contains(&(name.as_str(), value.as_str())) {
            words += &format!(", {name} {value}");
        }
    }
    let mut whole = user.clone();
    // What they are called gives them nothing.
    whole.as_object_mut().map(|members| members.remove("gecos"));
    let written = whole.to_string();
    How { words, written }
}

fn terms(holding: &Holding<'_>) -> String {
    let mut words = format!("by the group `{}`", holding.group.name);
    if let Some(request) = &holding.request {
        words += &format!(", after the request `{}`", request.title.as_str());
        let approvers: Vec<&str> = request.approvers.iter().map(|one| one.as_str()).collect();
        if !approvers.is_empty() {
            words += &format!(", approved by {}", approvers.join(", "));
        }
        if let Some(duration) = &request.duration {
            words += &format!(", for {duration}");
        }
    }
    if let Some(until) = holding.until {
        words += &format!(", until {until}");
    }
    words
}

/// The members of a group; the group itself, too, where it has none on either side.
fn members(side: &Side<'_>, other: &Side<'_>, holding: &Holding<'_>) -> Vec<Who> {
    let name = holding.group.name.as_str();
    let members = holding.group.members.iter();
    let mut members: Vec<Who> = members
        .map(|member| {
            let name = member.as_str();
            let kind = match side.estate.people.get(name) {
                Some(_) => WhoKind::Person,
                None => WhoKind::TechnicalAccount,
            };
            Who::new(kind, name)
        })
        .collect();
    let there = other.estate.groups.get(name);
    if members.is_empty() || there.is_some_and(|group| group.members.is_empty()) {
        members.push(Who::new(WhoKind::Group, name));
    }
    members
}
