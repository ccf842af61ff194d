//! Wildcards in the place of lists, where access levels make that exact.
//!
//! Owns the collapse of one list of actions. A wildcard takes the place of
//! names only where all actions that the service data has for it are of levels
//! which the statement selects whole: whoever allows every action of `s3` that
//! reads may write `s3:Get*`, as far as that matches actions that read only.
//! What AWS adds to it later is then, as its name says, most likely of a level
//! that the author selected as a whole anyway. See
//! `docs/decisions/0044-wildcards-of-a-whole-level.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::actions::{ActionName, cover_service, expand};
use crate::policy::{Policy, Selection};
use crate::service_data::{AccessLevel, Service, ServiceData};

/// The policy with wildcards of whole levels in its `Action` elements. What
/// `NotAction` excludes stays as it is written.
pub(super) fn collapsed(policy: &Policy, data: &ServiceData) -> Policy {
    let mut collapsed = policy.clone();
    for statement in &mut collapsed.statements {
        if let Selection::Only(patterns) = &statement.action {
            statement.action = Selection::Only(collapse(patterns, data));
        }
    }
    collapsed
}

fn collapse(patterns: &BTreeSet<String>, data: &ServiceData) -> BTreeSet<String> {
    let mut selected: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for action in patterns.iter().flat_map(|pattern| expand(data, pattern)) {
        let names = selected.entry(action.prefix()).or_default();
        names.insert(action.name());
    }
    let mut collapsed = patterns.clone();
    for (prefix, names) in selected {
        let Some(service) = data.service(prefix) else {
            continue;
        };
        let whole = of_whole_levels(service, &names);
        let is_covered = |pattern: &String| {
            let action = data.action(pattern).map(|(_, action)| action.full_name());
            action.is_some_and(|action: ActionName| {
                action.prefix() == prefix && whole.contains(action.name())
            })
        };
        collapsed.retain(|pattern| !is_covered(pattern));
        collapsed.extend(cover_service(service, &whole));
    }
    collapsed
}

/// Those of `names` whose level has no action that is not among them.
fn of_whole_levels<'n>(service: &Service, names: &BTreeSet<&'n str>) -> BTreeSet<&'n str> {
    let actions = service.actions().iter();
    let broken: BTreeSet<AccessLevel> = actions
        .filter(|action| !names.contains(action.name()))
        .map(|action| action.level())
        .collect();
    let is_whole = |name: &&&str| {
        let action = service.action(name);
        action.is_some_and(|action| !broken.contains(&action.level()))
    };
    names.iter().filter(is_whole).copied().collect()
}
