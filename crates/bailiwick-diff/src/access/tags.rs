//! Tags that conditions of policies ask for.
//!
//! A policy that asks for a tag says the same before and after somebody changes the tag, and
//! lets other people in. So tags that change are named where any policy asks for such tags.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::side::Side;

/// Each resource by what it is called, with its tags.
type Tagged = BTreeMap<String, BTreeMap<String, String>>;

/// What changed, in words.
pub(super) fn changed(old: &Side<'_>, new: &Side<'_>) -> Vec<String> {
    let (before, after) = (tagged(old), tagged(new));
    let mut changed = Vec::new();
    // The tags of what is new or gone come and go with it.
    for (name, was) in &before {
        let Some(is) = after.get(name) else { continue };
        let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        let differs = |key: &&String| was.get(*key) != is.get(*key);
        changed.extend(keys.into_iter().filter(differs).map(|key| (name, key)));
    }
    if changed.is_empty() {
        return Vec::new();
    }
    let mut asked = BTreeSet::new();
    for side in [old, new] {
        asked_by(side, &mut asked);
    }
    changed
        .into_iter()
        .filter(|(_, key)| asked.contains(&key.to_ascii_lowercase()))
        .map(|(name, key)| {
            format!("whom the tag `{key}` of {name} lets in: it changes, and policies ask for it")
        })
        .collect()
}

fn tagged(side: &Side<'_>) -> Tagged {
    let mut tagged = Tagged::new();
    for stack in &side.blueprint.stacks {
        for (id, resource) in &stack.template.resources {
            let tags = resource
                .properties
                .get("Tags")
                .map(tags)
                .unwrap_or_default();
            let place = format!("{}/{}/{}", stack.account, stack.region, stack.name);
            tagged.insert(format!("`{id}` in `{place}`"), tags);
        }
    }
    tagged
}

/// A list of keys and values, or a mapping.
fn tags(value: &Value) -> BTreeMap<String, String> {
    let pair = |tag: &Value| {
        Some((
            tag.get("Key")?.as_str()?.to_owned(),
            tag.get("Value")?.to_string(),
        ))
    };
    match value {
        Value::Array(tags) => tags.iter().filter_map(pair).collect(),
        Value::Object(tags) => {
            let tags = tags.iter();
            tags.map(|(key, value)| (key.clone(), value.to_string()))
                .collect()
        }
        _ => BTreeMap::new(),
    }
}

/// The keys of tags that policies ask for, in lower case.
fn asked_by(side: &Side<'_>, asked: &mut BTreeSet<String>) {
    for stack in &side.blueprint.stacks {
        for resource in stack.template.resources.values() {
            resource
                .properties
                .values()
                .for_each(|one| look(one, asked));
        }
    }
    for set in &side.blueprint.center.permission_sets {
        look(&set.to_json(), asked);
        for (_, policy) in &set.customer_managed {
            look(&policy.to_json(), asked);
        }
    }
    for policy in &side.blueprint.policies {
        look(&policy.to_json(), asked);
    }
}

/// Looks for keys such as `aws:ResourceTag/Team`, as the name of a condition key or in a
/// variable.
fn look(value: &Value, asked: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => note(text, asked),
        Value::Array(items) => items.iter().for_each(|item| look(item, asked)),
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            note(name, asked);
            look(value, asked);
        }),
        _ => {}
    }
}

fn note(text: &str, asked: &mut BTreeSet<String>) {
    let text = text.to_ascii_lowercase();
    for (at, found) in text.match_indices("tag/") {
        let key = text[at + found.len()..].split(['}', ',']).next();
        asked.extend(key.map(|key| key.trim().to_owned()));
    }
}
