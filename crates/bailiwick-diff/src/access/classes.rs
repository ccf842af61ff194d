//! Actions by what policies can tell of them.
//!
//! A policy sees no more of an action than which of its statements select it, and what those
//! say besides. So one question answers for every action that the same kind of statements
//! select, and only actions that some rule of the difference selects have to be asked about
//! at all.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::actions::{ActionName, matches_wildcard};
use bailiwick_iam::policy::{Effect, Selection};
use bailiwick_iam::service_data;

use super::grant::works;
use super::layers::{Layer, Layers, Rule};

/// Actions that statements of the same kind select.
pub(crate) struct Class {
    /// One that stands for all: if any can be asked for on what the statements name, such a
    /// one.
    pub(crate) action: ActionName,
    /// Never empty.
    pub(crate) actions: Vec<ActionName>,
    /// What decides about the action on the old side, in each way.
    pub(crate) had: Vec<Layers>,
    /// What decides about the action on the new side.
    pub(crate) has: Layers,
}

/// The classes of actions that `has` may allow, and `had` may not.
pub(crate) fn classes(had: &[Layers], has: &Layers) -> Vec<Class> {
    let old: Vec<Selecting<'_>> = had.iter().map(Selecting::of).collect();
    let new = Selecting::of(has);
    // Where what limits allows something else, an action matters that no rule of the
    // difference selects.
    let limits_differ = had
        .iter()
        .any(|one| allowed_by_limits(one) != allowed_by_limits(has));
    let (now, before): (_, Vec<_>) = (placed(has), had.iter().map(placed).collect());
    let is_new =
        |rule: &&(bool, &Rule)| before.is_empty() || before.iter().any(|one| !one.contains(*rule));
    let is_gone = |rule: &&(bool, &Rule)| !now.contains(*rule);
    let differing = now.iter().filter(is_new);
    let differing = differing.chain(before.iter().flatten().filter(is_gone));
    let differing = differing.map(|(_, rule)| *rule);
    let differing: Vec<Selected<'_>> = differing.map(Selected::by).collect();
    let mut found: BTreeMap<Vec<u64>, Vec<ActionName>> = BTreeMap::new();
    for service in service_data().services() {
        let prefix = service.prefix();
        if !limits_differ && !differing.iter().any(|one| one.may_select(prefix)) {
            continue;
        }
        for action in service.actions() {
            let name = action.full_name();
            let text = name.to_string();
            let selects = |one: &Selected<'_>| one.selects(prefix, &text);
            let matters = limits_differ || differing.iter().any(selects);
            if matters && new.allows(prefix, &text) {
                let sides = old.iter().chain([&new]);
                let class = sides.flat_map(|side| side.kinds(prefix, &text)).collect();
                found.entry(class).or_default().push(name);
            }
        }
    }
    let classes = found.into_values();
    classes
        .map(|actions| Class::of(actions, had, has))
        .collect()
}

/// The rules, by whether they limit what others allow.
fn placed(layers: &Layers) -> BTreeSet<(bool, &Rule)> {
    let limits = layers.boundary.iter().chain(&layers.control).flatten();
    let own = layers.identity.iter().map(|rule| (false, rule));
    own.chain(limits.map(|rule| (true, rule))).collect()
}

impl Class {
    fn of(actions: Vec<ActionName>, had: &[Layers], has: &Layers) -> Self {
        // INVARIANT: a class is made when its first action is found.
        let first = actions[0];
        let about = about(has, first);
        let allowing = about.identity.iter();
        let allowing = allowing.filter(|rule| rule.statement.effect == Effect::Allow);
        let statements: Vec<_> = allowing.map(|rule| &rule.statement).collect();
        let mut usable = actions.iter().copied();
        let action = usable.find(|one| works(*one, &statements)).unwrap_or(first);
        Self {
            action,
            had: had.iter().map(|one| narrowed(one, first, action)).collect(),
            has: narrowed(has, first, action),
            actions,
        }
    }

    /// Its actions in a few words.
    pub(crate) fn words(&self) -> String {
        match self.actions.len() {
            1 => format!("`{}`", self.action),
            all => format!("`{}` and {} more", self.action, all - 1),
        }
    }
}

/// The layers with only what selects an action.
fn about(layers: &Layers, action: ActionName) -> Layers {
    let text = action.to_string();
    let selects = |rule: &&Rule| Selected::by(rule).selects(action.prefix(), &text);
    let layer = |layer: &Layer| -> Layer { layer.iter().filter(selects).cloned().collect() };
    Layers {
        identity: layer(&layers.identity),
        boundary: layers.boundary.as_ref().map(layer),
        control: layers.control.iter().map(layer).collect(),
        missing: BTreeSet::new(),
        unread: None,
    }
}

/// The same, as rules for one other action of the same class and nothing else.
fn narrowed(layers: &Layers, of: ActionName, action: ActionName) -> Layers {
    let mut about = about(layers, of);
    about.identity = only(&about.identity, action);
    about.boundary = about.boundary.map(|boundary| only(&boundary, action));
    for level in &mut about.control {
        *level = only(level, action);
    }
    about
}

/// The rules of a layer, each for one action.
fn only(layer: &Layer, action: ActionName) -> Layer {
    let rules = layer.iter().cloned().map(|mut rule| {
        rule.statement.action = Selection::only([action.to_string()]);
        rule
    });
    rules.collect()
}

/// What the boundary and each level of the organisation allow, not what they deny.
fn allowed_by_limits(layers: &Layers) -> Vec<Vec<&Rule>> {
    let allow = |rule: &&Rule| rule.statement.effect == Effect::Allow;
    let limits = layers.boundary.iter().chain(&layers.control);
    limits
        .map(|layer| layer.iter().filter(allow).collect())
        .collect()
}

/// The rules of layers, ready to be asked what they select.
struct Selecting<'l> {
    /// The rules of each layer, with a number for what they say besides of actions.
    layers: Vec<Vec<(u64, Effect, Selected<'l>)>>,
}

impl<'l> Selecting<'l> {
    fn of(layers: &'l Layers) -> Self {
        let all = [&layers.identity];
        let all = all
            .into_iter()
            .chain(&layers.boundary)
            .chain(&layers.control);
        let mut numbers: BTreeMap<Rule, u64> = BTreeMap::new();
        let layers = all.map(|layer| {
            let rules = layer.iter().map(|rule| {
                let mut kind = rule.clone();
                kind.statement.action = Selection::only::<String>([]);
                let next = numbers.len() as u64 + 1;
                let number = *numbers.entry(kind).or_insert(next);
                (number, rule.statement.effect, Selected::by(rule))
            });
            rules.collect()
        });
        Self {
            layers: layers.collect(),
        }
    }

    /// Whether the first layer may allow an action.
    fn allows(&self, prefix: &str, action: &str) -> bool {
        let mut own = self.layers.first().into_iter().flatten();
        own.any(|(_, effect, one)| *effect == Effect::Allow && one.selects(prefix, action))
    }

    /// What selects an action, layer by layer, as numbers; 0 is between the layers.
    fn kinds(&self, prefix: &str, action: &str) -> Vec<u64> {
        let mut kinds = Vec::new();
        for layer in &self.layers {
            let selecting = layer
                .iter()
                .filter(|(_, _, one)| one.selects(prefix, action));
            let numbers: BTreeSet<u64> = selecting.map(|(number, ..)| *number).collect();
            kinds.extend(numbers);
            kinds.push(0);
        }
        kinds
    }
}

/// What a rule selects, by service.
struct Selected<'r> {
    is_only: bool,
    by_service: BTreeMap<String, Vec<&'r str>>,
    of_any: Vec<&'r str>,
}

impl<'r> Selected<'r> {
    fn by(rule: &'r Rule) -> Self {
        let mut selected = Self {
            is_only: matches!(rule.statement.action, Selection::Only(_)),
            by_service: BTreeMap::new(),
            of_any: Vec::new(),
        };
        for pattern in rule.statement.action.patterns() {
            match pattern.split_once(':') {
                Some((prefix, _)) if !prefix.contains(['*', '?']) => {
                    let service = selected.by_service.entry(prefix.to_ascii_lowercase());
                    service.or_default().push(pattern);
                }
                _ => selected.of_any.push(pattern),
            }
        }
        selected
    }

    /// Whether it may select any action of a service.
    fn may_select(&self, prefix: &str) -> bool {
        !self.is_only || !self.of_any.is_empty() || self.by_service.contains_key(prefix)
    }

    fn selects(&self, prefix: &str, action: &str) -> bool {
        let own = self.by_service.get(prefix).into_iter().flatten();
        let matches = own
            .chain(&self.of_any)
            .any(|pattern| matches_wildcard(pattern, action));
        matches == self.is_only
    }
}
