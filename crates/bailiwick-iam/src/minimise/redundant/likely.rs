//! Which statements may make a part of another redundant.
//!
//! Owns [`Likely`]: it asks with one example of each action and resource, so
//! that a proof is only tried where it has a chance. It proves nothing: what it
//! passes over stays in the policy.

use std::collections::{BTreeMap, BTreeSet};

use crate::actions::matches_wildcard;
use crate::policy::{Effect, Policy, Selection, Statement};

/// The statements of a policy, to be found by what they decide on.
pub(super) struct Likely {
    statements: Vec<Statement>,
    /// Patterns of actions with the places of their statements, by service.
    of_service: BTreeMap<String, Vec<(String, usize)>>,
    /// Places of statements whose actions are of any service, or excluded.
    of_any: BTreeSet<usize>,
}

impl Likely {
    /// The statements of `policy`, as they are now.
    pub(super) fn of(policy: &Policy) -> Self {
        let mut likely = Self {
            statements: policy.statements.clone(),
            of_service: BTreeMap::new(),
            of_any: BTreeSet::new(),
        };
        for (place, statement) in policy.statements.iter().enumerate() {
            for pattern in statement.action.patterns() {
                match (service_of(pattern), &statement.action) {
                    (Some(service), Selection::Only(_)) => {
                        let patterns = likely.of_service.entry(service).or_default();
                        patterns.push((pattern.clone(), place));
                    }
                    _ => {
                        likely.of_any.insert(place);
                    }
                }
            }
        }
        likely
    }

    /// The places of statements other than `own` that together may decide
    /// whatever `part` does. `None`: something of it is surely left.
    pub(super) fn others(&self, own: usize, part: &Statement) -> Option<Vec<usize>> {
        let mut others = BTreeSet::new();
        let Selection::Only(actions) = &part.action else {
            // One example says too little of what is not excluded.
            let all = (0..self.statements.len()).filter(|&place| self.may_help(place, own, part));
            others.extend(all);
            return (!others.is_empty()).then(|| others.into_iter().collect());
        };
        for action in actions {
            let deciding = self.deciding(action, own, part);
            if !self.is_covered(part, &deciding) {
                return None;
            }
            others.extend(deciding);
        }
        Some(others.into_iter().collect())
    }

    fn may_help(&self, place: usize, own: usize, part: &Statement) -> bool {
        let effect = self.statements[place].effect;
        place != own && (effect == part.effect || effect == Effect::Deny)
    }

    /// The places of statements that decide on an example of `action`.
    fn deciding(&self, action: &str, own: usize, part: &Statement) -> Vec<usize> {
        let example = example(action);
        let service = service_of(action);
        let patterns = service
            .iter()
            .filter_map(|service| self.of_service.get(service));
        let named = patterns
            .flatten()
            .filter(|(pattern, _)| matches_wildcard(pattern, &example))
            .map(|&(_, place)| place);
        let places: BTreeSet<usize> = named.chain(self.of_any.iter().copied()).collect();
        let helpful = places.into_iter();
        helpful
            .filter(|&place| self.may_help(place, own, part))
            .collect()
    }

    /// Whether each resource of `part` has an example that one of the
    /// statements at `places` is about.
    fn is_covered(&self, part: &Statement, places: &[usize]) -> bool {
        let Some(Selection::Only(resources)) = &part.resource else {
            return !places.is_empty();
        };
        resources.iter().all(|resource| {
            let example = example(resource);
            places
                .iter()
                .any(|&place| may_be_about(&self.statements[place], &example))
        })
    }
}

fn may_be_about(statement: &Statement, resource: &str) -> bool {
    match &statement.resource {
        Some(Selection::Only(patterns)) => patterns
            .iter()
            .any(|pattern| pattern.contains('$') || matches_wildcard(pattern, resource)),
        _ => true,
    }
}

/// The service of a pattern, in lower case, if it names one.
fn service_of(pattern: &str) -> Option<String> {
    let (service, _) = pattern.split_once(':')?;
    (!service.contains(['*', '?'])).then(|| service.to_ascii_lowercase())
}

/// A text that the pattern matches, and hardly another by chance.
fn example(pattern: &str) -> String {
    pattern.replace('*', "Zq7").replace('?', "Q")
}
