//! What a rule means, as classes of actions that no policy at hand tells apart.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::actions::{self, matches_wildcard};
use bailiwick_iam::policy::{Effect, Policy, Selection, Statement};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::AccessLevel;

/// What a rule means: actions of some access levels, or actions by name.
#[derive(Clone, Copy)]
pub(crate) enum Meant<'r> {
    /// Every action that the service data gives one of these levels.
    Levels(&'r [AccessLevel]),
    /// The actions that match these patterns.
    Patterns(&'r [String]),
    /// Every action of the service data of which something is so.
    Such(Such<'r>),
    /// Every action that there is or will be.
    Everything,
}

/// Actions of which something is so.
#[derive(Clone, Copy)]
pub(crate) struct Such<'r> {
    /// What is so, in words: where the words are the same, the actions are.
    pub(crate) says: &'r str,
    /// Whether it is so of an action, by its name and level.
    pub(crate) is_so: &'r dyn Fn(&str, AccessLevel) -> bool,
}

impl Meant<'_> {
    /// What is meant, in words that nothing else has.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Levels(levels) => format!("levels {levels:?}"),
            Self::Patterns(patterns) => format!("patterns {patterns:?}"),
            Self::Such(such) => format!("such {}", such.says),
            Self::Everything => "everything".to_owned(),
        }
    }
}

/// One action for each class of actions that the policies do not tell apart, since policies
/// see no more of an action than which of their patterns match it; `None` stands for every
/// action at once. Classes that no statement allows are left out.
pub(super) fn representatives(
    meant: &Meant<'_>,
    resources: &[String],
    policies: &[&Policy],
) -> Vec<Option<String>> {
    if matches!(meant, Meant::Everything) {
        return vec![None];
    }
    let statements = || policies.iter().flat_map(|policy| &policy.statements);
    let allowing: Vec<&Selection> = statements()
        .filter(|statement| statement.effect == Effect::Allow)
        .map(|statement| &statement.action)
        .collect();
    let patterns = Patterns::of(statements());
    let mut classes: BTreeMap<Vec<usize>, Option<String>> = BTreeMap::new();
    for action in meant_actions(meant, &allowing) {
        if !works_on(&action, resources) {
            continue;
        }
        let allowed = || allowing.iter().any(|one| selects(one, &action));
        let class = patterns.matching(&action);
        classes
            .entry(class)
            .or_insert_with(|| allowed().then(|| action.clone()));
    }
    classes.into_values().flatten().map(Some).collect()
}

/// Whether the actions of a statement are of this one.
pub(crate) fn selects(selection: &Selection, action: &str) -> bool {
    let mut patterns = selection.patterns().iter();
    let matches = patterns.any(|pattern| matches_wildcard(pattern, action));
    matches == matches!(selection, Selection::Only(_))
}

/// The service that a pattern of actions names, in lower case; `None` where it may be any.
fn service_of(pattern: &str) -> Option<String> {
    let (service, _) = pattern.split_once(':')?;
    (!service.contains(['*', '?'])).then(|| service.to_ascii_lowercase())
}

/// The patterns of actions in some statements, by the service they name.
struct Patterns<'p> {
    by_service: BTreeMap<String, Vec<(usize, &'p str)>>,
    of_any: Vec<(usize, &'p str)>,
}

impl<'p> Patterns<'p> {
    fn of(statements: impl Iterator<Item = &'p Statement>) -> Self {
        let mut patterns = Self {
            by_service: BTreeMap::new(),
            of_any: Vec::new(),
        };
        let written: BTreeSet<&str> = statements
            .flat_map(|statement| statement.action.patterns())
            .map(String::as_str)
            .collect();
        for (number, pattern) in written.into_iter().enumerate() {
            match service_of(pattern) {
                Some(service) => {
                    let same = patterns.by_service.entry(service).or_default();
                    same.push((number, pattern));
                }
                None => patterns.of_any.push((number, pattern)),
            }
        }
        patterns
    }

    /// The numbers of the patterns that match an action.
    fn matching(&self, action: &str) -> Vec<usize> {
        let service = action.split(':').next().unwrap_or_default();
        let service = self.by_service.get(&service.to_ascii_lowercase());
        service
            .into_iter()
            .flatten()
            .chain(&self.of_any)
            .filter(|(_, pattern)| matches_wildcard(pattern, action))
            .map(|(number, _)| *number)
            .collect()
    }
}

/// Whether an action works on any of some resources, as far as the services in their ARNs
/// tell. An action that the service data does not know may.
fn works_on(action: &str, resources: &[String]) -> bool {
    if resources.is_empty() {
        return true;
    }
    let Some((service, action)) = service_data().action(action) else {
        return true;
    };
    let service_of = |arn: &str| arn.split(':').nth(2).unwrap_or("*").to_owned();
    let shapes = action
        .resource_types()
        .iter()
        .filter_map(|one| service.resource_type(one.name()))
        .flat_map(|one| one.arn_patterns());
    let services: BTreeSet<String> = shapes.map(|shape| service_of(shape.as_str())).collect();
    resources.iter().any(|resource| {
        let wanted = service_of(resource);
        services
            .iter()
            .any(|one| matches_wildcard(&wanted, one) || one.contains("${"))
    })
}

/// The actions that are meant; of the service data, those of services of which something is
/// allowed.
fn meant_actions(meant: &Meant<'_>, allowing: &[&Selection]) -> Vec<String> {
    match meant {
        Meant::Everything => Vec::new(),
        Meant::Levels(levels) => known(allowing, |action, level| {
            levels.contains(&level) && !takes_role(action)
        }),
        Meant::Such(such) => known(allowing, such.is_so),
        // A pattern that matches no action of today is asked about as it stands.
        Meant::Patterns(patterns) => patterns
            .iter()
            .flat_map(|pattern| {
                let known = actions::expand(service_data(), pattern);
                let known: Vec<String> = known.iter().map(ToString::to_string).collect();
                match known.is_empty() {
                    true => vec![pattern.clone()],
                    false => known,
                }
            })
            .collect(),
    }
}

/// The actions of the service data that are meant, without those of services of which no
/// statement can allow anything.
fn known(allowing: &[&Selection], is_meant: impl Fn(&str, AccessLevel) -> bool) -> Vec<String> {
    let services = services(allowing);
    service_data()
        .services()
        .filter(|service| {
            let allowed = services.as_ref();
            allowed.is_none_or(|allowed| allowed.contains(service.prefix()))
        })
        .flat_map(|service| service.actions())
        .map(|action| (action.full_name().to_string(), action.level()))
        .filter(|(action, level)| is_meant(action, *level))
        .map(|(action, _)| action)
        .collect()
}

/// The services of which some statement may allow something, in lower case; `None` for all.
fn services(allowing: &[&Selection]) -> Option<BTreeSet<String>> {
    let mut services = BTreeSet::new();
    for selection in allowing {
        let Selection::Only(patterns) = selection else {
            return None;
        };
        for pattern in patterns {
            services.insert(service_of(pattern)?);
        }
    }
    Some(services)
}

/// Whether an action takes a role. It is a write by its level, and changes nothing: what
/// somebody may do with a role is asked of the role, which is a holder of its own.
fn takes_role(action: &str) -> bool {
    action.starts_with("sts:AssumeRole")
}

#[cfg(test)]
mod tests;
