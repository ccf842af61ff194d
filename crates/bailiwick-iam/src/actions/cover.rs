//! From a set of actions to the fewest readable patterns that match exactly it.
//!
//! A pattern is a full name, or a prefix and `*`. The prefix ends where a word
//! of a name ends (`Describe*`, `DescribeImage*`, never `Desc*`), and the `*`
//! must stand for at least [`FEWEST_FOR_A_WILDCARD`] actions of today: a
//! pattern also matches the actions AWS adds later, so it has to be one whose
//! future a person can guess, and must be worth it.
//!
//! Prefixes nest or are disjoint, so they form a trie. A prefix whose actions
//! of today are all wanted needs one pattern; any other needs what its
//! children need together. Taking the shortest prefix that qualifies is
//! therefore the fewest patterns, and of those lists the one with the fewest
//! characters: one pattern replaces all below it, and whatever stands below
//! is at least one pattern and longer.

use std::collections::{BTreeMap, BTreeSet};

use super::ActionName;
use crate::service_data::{Action, Service, ServiceData};

/// How many actions of today a `*` must stand for.
const FEWEST_FOR_A_WILDCARD: usize = 3;

/// The patterns that match exactly `actions`, sorted; `*` when that is every
/// action there is. Services are covered one by one.
pub fn cover(data: &ServiceData, actions: &BTreeSet<ActionName>) -> Vec<String> {
    if actions.len() == data.action_count() {
        return vec!["*".to_owned()];
    }
    let mut by_service: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for action in actions {
        by_service
            .entry(action.prefix())
            .or_default()
            .insert(action.name());
    }
    by_service
        .into_iter()
        .filter_map(|(prefix, names)| Some((data.service(prefix)?, names)))
        .flat_map(|(service, names)| cover_service(service, &names))
        .collect()
}

/// The patterns that match exactly the actions of `service` called `names`,
/// sorted, each with the service's prefix. Names the service does not have
/// are left out.
pub fn cover_service(service: &Service, names: &BTreeSet<&str>) -> Vec<String> {
    let all: Vec<&str> = service.actions().iter().map(Action::name).collect();
    cover_names(&all, names)
        .into_iter()
        .map(|pattern| format!("{}:{pattern}", service.prefix()))
        .collect()
}

/// The patterns over `all` names that match exactly those in `wanted`.
fn cover_names(all: &[&str], wanted: &BTreeSet<&str>) -> Vec<String> {
    let mut names: Vec<Name<'_>> = all
        .iter()
        .map(|&text| Name {
            text,
            lower: text.to_ascii_lowercase(),
            wanted: wanted.contains(text),
        })
        .collect();
    names.sort_by(|one, other| one.lower.cmp(&other.lower));
    let mut patterns = Vec::new();
    cover_prefix(&names, 0, &mut patterns);
    patterns.sort();
    patterns
}

struct Name<'a> {
    text: &'a str,
    /// IAM compares without regard to case, so prefixes do too.
    lower: String,
    wanted: bool,
}

/// Covers `names`, which are sorted and share their first `length` bytes.
fn cover_prefix(names: &[Name<'_>], length: usize, patterns: &mut Vec<String>) {
    if !names.iter().any(|name| name.wanted) {
        return;
    }
    if names.len() >= FEWEST_FOR_A_WILDCARD && names.iter().all(|name| name.wanted) {
        let at_word_end = names.iter().find(|name| ends_a_word(name.text, length));
        if let Some(name) = at_word_end {
            patterns.push(format!("{}*", &name.text[..length]));
            return;
        }
    }
    let ended = names.iter().take_while(|name| name.lower.len() == length);
    patterns.extend(
        ended
            .filter(|name| name.wanted)
            .map(|name| name.text.to_owned()),
    );
    names
        .chunk_by(|one, other| {
            one.lower.as_bytes().get(length) == other.lower.as_bytes().get(length)
        })
        .filter(|group| group[0].lower.len() > length)
        .for_each(|group| cover_prefix(group, length + 1, patterns));
}

/// Whether a word of `name` ends after its first `length` bytes: at the ends
/// of the name, before a capital or digit that follows a small letter, before
/// the last capital of several (`DB|Cluster`), and around anything else.
fn ends_a_word(name: &str, length: usize) -> bool {
    let bytes = name.as_bytes();
    let (Some(&before), Some(&after)) = (bytes[..length].last(), bytes.get(length)) else {
        return true;
    };
    let next_is_small = bytes.get(length + 1).is_some_and(u8::is_ascii_lowercase);
    match (before, after) {
        (before, after) if !before.is_ascii_alphanumeric() || !after.is_ascii_alphanumeric() => {
            true
        }
        (before, after) if after.is_ascii_uppercase() => {
            !before.is_ascii_uppercase() || next_is_small
        }
        (before, after) => after.is_ascii_digit() && !before.is_ascii_digit(),
    }
}

#[cfg(test)]
mod tests;
