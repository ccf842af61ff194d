//! A small world in which two policies are compared request by request.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::policy::{Effect, Policy, Statement};
use bailiwick_iam::request::{Caller, Request};

use crate::generate::{Random, words};
use crate::reference::facts::{Facts, Owner};
use crate::reference::statement::{attached, is_on_action, is_on_resource};
use crate::reference::{condition, mentions};

/// Contexts looked at for one pair of policies; of more, so many are drawn.
const CONTEXTS: u64 = 40;

/// Every request of a small world: its actions, resources and contexts in every combination.
#[derive(Debug)]
pub(crate) struct Universe {
    actions: Vec<String>,
    arns: Vec<String>,
    contexts: Vec<BTreeMap<String, Vec<String>>>,
}

impl Universe {
    /// The requests that these policies can tell apart, as far as a small world goes.
    pub(crate) fn around(policies: &[&Policy], request: &Request, random: &mut Random) -> Self {
        let statements: Vec<&Statement> = policies
            .iter()
            .flat_map(|policy| &policy.statements)
            .collect();
        let filled = |pattern: &String| {
            ["", "a", "Get"].map(|filling| pattern.replace('*', filling).replace('?', "a"))
        };
        let mut actions: BTreeSet<String> = statements
            .iter()
            .flat_map(|statement| statement.action.patterns())
            .flat_map(filled)
            .filter(|action| action.contains(':'))
            .collect();
        actions.extend(
            random
                .some(words::ACTIONS, 4)
                .into_iter()
                .map(str::to_owned),
        );
        let mut arns: BTreeSet<String> = statements
            .iter()
            .filter_map(|statement| statement.resource.as_ref())
            .flat_map(|selection| selection.patterns())
            .flat_map(filled)
            .filter(|arn| arn.starts_with("arn:") && !arn.contains('$'))
            .collect();
        arns.extend(words::RESOURCES.iter().map(|arn| (*arn).to_owned()));
        let keys: Vec<(String, Vec<Option<Vec<String>>>)> = mentions::keys(policies)
            .into_iter()
            .map(|key| (key.clone(), mentions::values(&key, policies, request)))
            .collect();
        let count = keys.iter().fold(1_u64, |count, (_, values)| {
            count.saturating_mul(values.len() as u64)
        });
        let contexts = (0..count.min(CONTEXTS))
            .map(|draw| {
                let mut number = if count <= CONTEXTS {
                    draw
                } else {
                    random.next() % count
                };
                keys.iter()
                    .filter_map(|(key, values)| {
                        let size = values.len() as u64;
                        let value = values[(number % size) as usize].clone();
                        number /= size;
                        Some((key.clone(), value?))
                    })
                    .collect()
            })
            .collect();
        Self {
            actions: Vec::from_iter(actions),
            arns: Vec::from_iter(arns),
            contexts,
        }
    }

    /// A request that `new` allows and `existing` does not.
    pub(crate) fn new_access(&self, existing: &Policy, new: &Policy) -> Option<Facts> {
        self.contexts.iter().find_map(|keys| {
            let mut facts = facts("", "", keys.clone());
            let existing = self.allowed(existing, &mut facts);
            let new = self.allowed(new, &mut facts);
            let found = (0..new.len()).find(|&at| new[at] && !existing[at])?;
            facts
                .action
                .clone_from(&self.actions[found / self.arns.len()]);
            facts.arn.clone_from(&self.arns[found % self.arns.len()]);
            Some(facts)
        })
    }

    /// Whether `policy` allows each action on each resource in the context of `facts`.
    fn allowed(&self, policy: &Policy, facts: &mut Facts) -> Vec<bool> {
        let mut allowed = vec![false; self.actions.len() * self.arns.len()];
        let mut denied = allowed.clone();
        for statement in &policy.statements {
            if !condition::holds(policy.version, &statement.condition, facts) {
                continue;
            }
            let mut each = |texts: &[String], is_on: &dyn Fn(&mut Facts, &String) -> bool| {
                texts
                    .iter()
                    .map(|text| is_on(facts, text))
                    .collect::<Vec<bool>>()
            };
            let actions = each(&self.actions, &|facts, action| {
                facts.action.clone_from(action);
                is_on_action(statement, facts)
            });
            let arns = each(&self.arns, &|facts, arn| {
                facts.arn.clone_from(arn);
                is_on_resource(policy, statement, facts)
            });
            let reached = match statement.effect {
                Effect::Allow => &mut allowed,
                Effect::Deny => &mut denied,
            };
            for (at, reached) in reached.iter_mut().enumerate() {
                *reached |= actions[at / arns.len()] && arns[at % arns.len()];
            }
        }
        allowed
            .iter()
            .zip(denied)
            .map(|(allowed, denied)| *allowed && !denied)
            .collect()
    }
}

/// A request of someone of whom nothing follows but what `keys` say.
pub(crate) fn facts(action: &str, arn: &str, keys: BTreeMap<String, Vec<String>>) -> Facts {
    Facts {
        caller: Caller::user("arn:aws:iam::111111111111:user/red"),
        action: action.to_owned(),
        arn: arn.to_owned(),
        owner: Owner::Same,
        keys,
        undocumented: false,
    }
}

/// Whether `policy` alone allows the request.
pub(crate) fn allows(policy: &Policy, facts: &Facts) -> bool {
    attached(policy, Effect::Allow, facts) && !attached(policy, Effect::Deny, facts)
}
