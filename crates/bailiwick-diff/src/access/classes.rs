//! Actions by what policies can tell of them.
//!
//! A policy sees no more of an action than which of its patterns match it. So one question
//! answers for every action that the same rules select, and only actions that some rule of
//! the difference selects have to be asked about at all.

use std::collections::BTreeMap;

use bailiwick_iam::actions::{ActionName, matches_wildcard};
use bailiwick_iam::policy::{Effect, Selection};
use bailiwick_iam::service_data;

use super::layers::{Layers, Rule};

/// Actions that the same rules select.
pub(crate) struct Class<'l> {
    /// Never empty.
    pub(crate) actions: Vec<ActionName>,
    /// The rules that allow them now.
    pub(crate) allowing: Vec<&'l Rule>,
    /// Those of them that were not there before.
    pub(crate) fresh: Vec<&'l Rule>,
    /// The rules that denied them before and are gone.
    pub(crate) gone: Vec<&'l Rule>,
}

/// The classes of actions that `has` may allow, and none of `had` may.
pub(crate) fn classes<'l>(had: &'l [Layers], has: &'l Layers) -> Vec<Class<'l>> {
    let old: Vec<&Rule> = had.iter().flat_map(Layers::rules).collect();
    let new: Vec<&Rule> = has.rules().collect();
    let in_all = |rule: &Rule| {
        let mut had = had.iter();
        !had.as_slice().is_empty() && had.all(|one| one.rules().any(|own| own == rule))
    };
    // Of one side, what both have is no difference. Of several, each is one by itself.
    let is_new = |rule: &Rule| !in_all(rule);
    let is_gone = |rule: &Rule| !new.contains(&rule);
    // Where what limits allows something else, an action matters that no rule of the
    // difference selects.
    let limits_differ = had
        .iter()
        .any(|one| allowed_by_limits(one) != allowed_by_limits(has));
    let differing = new.iter().copied().filter(|rule| is_new(rule));
    let differing = differing.chain(old.iter().copied().filter(|rule| is_gone(rule)));
    let differing: Vec<Selected<'_>> = differing.map(Selected::by).collect();
    let all: Vec<Selected<'_>> = old
        .iter()
        .chain(&new)
        .map(|rule| Selected::by(rule))
        .collect();
    let allowed: Vec<Selected<'_>> = has
        .identity
        .iter()
        .filter(|rule| rule.statement.effect == Effect::Allow)
        .map(Selected::by)
        .collect();
    let mut found: BTreeMap<Vec<bool>, Vec<ActionName>> = BTreeMap::new();
    for service in service_data().services() {
        let prefix = service.prefix();
        if !limits_differ && !differing.iter().any(|one| one.may_select(prefix)) {
            continue;
        }
        let all = all.iter().filter(|one| one.may_select(prefix));
        let all: Vec<&Selected<'_>> = all.collect();
        for action in service.actions() {
            let name = action.full_name();
            let text = name.to_string();
            let selects = |one: &Selected<'_>| one.selects(prefix, &text);
            if (limits_differ || differing.iter().any(selects)) && allowed.iter().any(selects) {
                // Rules that cannot select anything of the service are left out alike.
                let class = all.iter().map(|one| one.selects(prefix, &text)).collect();
                found.entry(class).or_default().push(name);
            }
        }
    }
    found
        .into_values()
        .map(|actions| {
            let text = actions.first().map(ToString::to_string).unwrap_or_default();
            let selects = |rule: &&Rule| Selected::by(rule).selects(prefix_of(&text), &text);
            let is_allow = |rule: &&Rule| rule.statement.effect == Effect::Allow;
            let allow: Vec<&Rule> = has
                .identity
                .iter()
                .filter(is_allow)
                .filter(selects)
                .collect();
            let fresh: Vec<&Rule> = allow.iter().copied().filter(|rule| is_new(rule)).collect();
            let gone = old
                .iter()
                .copied()
                .filter(|rule| is_gone(rule) && !is_allow(rule));
            Class {
                actions,
                allowing: allow,
                fresh,
                gone: gone.filter(selects).collect(),
            }
        })
        .collect()
}

/// What the boundary and each level of the organisation allow, not what they deny.
fn allowed_by_limits(layers: &Layers) -> Vec<Vec<&Rule>> {
    let allow = |rule: &&Rule| rule.statement.effect == Effect::Allow;
    let limits = layers.boundary.iter().chain(&layers.control);
    limits
        .map(|layer| layer.iter().filter(allow).collect())
        .collect()
}

impl Class<'_> {
    /// The action that stands for all.
    pub(crate) fn first(&self) -> ActionName {
        // INVARIANT: a class is made when its first action is found.
        self.actions[0]
    }

    /// Its actions in a few words.
    pub(crate) fn words(&self) -> String {
        match self.actions.as_slice() {
            [one] => format!("`{one}`"),
            all => format!("`{}` and {} more", self.first(), all.len() - 1),
        }
    }
}

/// What a rule selects, ready to be asked service by service.
struct Selected<'r> {
    selection: &'r Selection,
}

impl<'r> Selected<'r> {
    fn by(rule: &'r Rule) -> Self {
        Self {
            selection: &rule.statement.action,
        }
    }

    /// Whether it may select any action of a service.
    fn may_select(&self, prefix: &str) -> bool {
        match self.selection {
            Selection::AllExcept(_) => true,
            Selection::Only(patterns) => patterns.iter().any(|one| is_about(one, prefix)),
        }
    }

    fn selects(&self, prefix: &str, action: &str) -> bool {
        let mut patterns = self.selection.patterns().iter();
        let matches = patterns.any(|one| is_about(one, prefix) && matches_wildcard(one, action));
        matches == matches!(self.selection, Selection::Only(_))
    }
}

/// Whether a pattern can match an action of a service.
fn is_about(pattern: &str, prefix: &str) -> bool {
    matches_wildcard(prefix_of(pattern), prefix)
}

fn prefix_of(action: &str) -> &str {
    action.split_once(':').map_or("*", |(prefix, _)| prefix)
}
