//! The actions of the service data that are worth asking about: one of each
//! class that no policy and no condition key of the claim tells apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::policy::{Policy, Selection};
use crate::service_data::{Action, Service, service_data};

use super::super::text::Pattern;

/// An action with its service.
pub(super) type Known = (&'static Service, &'static Action);

/// One action of each class, by service.
pub(super) fn candidates<'p>(policies: impl Iterator<Item = &'p Policy>) -> Vec<Known> {
    let mut selections = BTreeSet::new();
    let mut keys = BTreeSet::new();
    for statement in policies.flat_map(|policy| &policy.statements) {
        selections.insert(&statement.action);
        keys.extend(statement.condition.tests().map(|(_, key, _)| key));
    }
    let selections: Vec<Selected> = selections.into_iter().map(Selected::new).collect();
    let mut classes = BTreeSet::new();
    let mut candidates = Vec::new();
    for service in service_data().services() {
        for action in service.actions() {
            let name = action.full_name().to_string();
            let lower = name.to_ascii_lowercase();
            let selected: Vec<bool> = selections
                .iter()
                .map(|selection| selection.matches(service.prefix(), &lower))
                .collect();
            let carries: Vec<bool> = keys
                .iter()
                .map(|key| action.supports_condition_key(key, None))
                .collect();
            let types = action.resource_types().iter();
            let types: Vec<(&str, bool)> = types.map(|of| (of.name(), of.required())).collect();
            let class = (
                selected,
                carries,
                service.prefix(),
                types,
                is_by_provider(&name),
            );
            if classes.insert(class) {
                candidates.push((service, action));
            }
        }
    }
    candidates
}

/// The actions by which those whom an identity provider vouches for ask STS for
/// a role (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html>).
pub(super) fn is_by_provider(action: &str) -> bool {
    ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"].contains(&action)
}

/// The patterns of a selection, by the service they begin with.
struct Selected {
    of_service: BTreeMap<String, Vec<Pattern>>,
    of_any: Vec<Pattern>,
}

impl Selected {
    fn new(selection: &Selection) -> Self {
        let mut selected = Self {
            of_service: BTreeMap::new(),
            of_any: Vec::new(),
        };
        for written in selection.patterns() {
            let written = written.to_ascii_lowercase();
            let pattern = Pattern::glob(&written);
            match written.split_once(':') {
                Some((service, _)) if !service.contains(['*', '?']) => {
                    let of_service = selected.of_service.entry(service.to_owned());
                    of_service.or_default().push(pattern);
                }
                _ => selected.of_any.push(pattern),
            }
        }
        selected
    }

    fn matches(&self, service: &str, action: &str) -> bool {
        let of_service = self.of_service.get(service).into_iter().flatten();
        of_service
            .chain(&self.of_any)
            .any(|pattern| pattern.matches(action))
    }
}
