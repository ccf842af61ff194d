//! A small world in which two policies are compared request by request.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::policy::{Effect, Policy, Statement};
use bailiwick_iam::request::{KeyValue, Request};

use crate::generate::{Random, words, world};
use crate::reference::facts::{Facts, Owner};
use crate::reference::principal::named;
use crate::reference::statement::{is_on_action, is_on_resource};
use crate::reference::{condition, derived, mentions};

/// Contexts looked at for one pair of policies; of more, so many are drawn.
const CONTEXTS: u64 = 60;

/// Every request of a small world: its callers with their circumstances, its actions and its
/// resources, in every combination.
#[derive(Debug)]
pub(crate) struct Universe {
    actions: Vec<String>,
    arns: Vec<String>,
    /// Requests of which action and resource are left to fill in.
    contexts: Vec<Facts>,
}

impl Universe {
    /// The requests that these policies can tell apart, as far as a small world goes.
    pub(crate) fn around(policies: &[&Policy], about: &Request, random: &mut Random) -> Self {
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
            .filter(|action| is_action(action))
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
            .filter(|arn| can_be(arn))
            .collect();
        arns.extend(words::RESOURCES.iter().map(|arn| (*arn).to_owned()));
        let keys: Vec<(String, Vec<Option<Vec<String>>>)> = mentions::keys(policies)
            .into_iter()
            .map(|key| (key.clone(), mentions::readable(&key, policies, about)))
            .collect();
        let count = keys.iter().fold(1_u64, |count, (_, values)| {
            count.saturating_mul(values.len() as u64)
        });
        let contexts = (0..count.clamp(8, CONTEXTS))
            .map(|draw| {
                let number = if count <= CONTEXTS {
                    draw
                } else {
                    random.next()
                };
                let about = Request {
                    caller: world::caller(random),
                    ..about.clone()
                };
                facts(&about, &keys, number, random.percent(50))
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
        self.contexts.iter().find_map(|facts| {
            let mut facts = facts.clone();
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
            if !names_and_holds(policy, statement, facts) {
                continue;
            }
            let actions: Vec<bool> = self
                .actions
                .iter()
                .map(|action| {
                    facts.action.clone_from(action);
                    is_on_action(statement, facts)
                })
                .collect();
            let arns: Vec<bool> = self
                .arns
                .iter()
                .map(|arn| {
                    facts.arn.clone_from(arn);
                    is_on_resource(policy, statement, facts)
                })
                .collect();
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

/// The request with what follows from its caller, and one value for each other key.
fn facts(
    about: &Request,
    keys: &[(String, Vec<Option<Vec<String>>>)],
    mut number: u64,
    undocumented: bool,
) -> Facts {
    let derived: BTreeMap<&str, KeyValue> = derived::keys(about, Owner::Same).into_iter().collect();
    let keys = keys
        .iter()
        .filter_map(|(key, values)| {
            let size = values.len() as u64;
            let value = values[(number % size) as usize].clone();
            number /= size;
            match derived.get(key.as_str()) {
                Some(KeyValue::Present(values)) => Some((key.clone(), values.clone())),
                Some(KeyValue::Absent) => None,
                Some(KeyValue::Unknown) | None => Some((key.clone(), value?)),
            }
        })
        .collect();
    Facts {
        caller: about.caller.clone(),
        action: String::new(),
        arn: String::new(),
        owner: Owner::Same,
        keys,
        undocumented,
    }
}

/// What an action is called: letters and digits on both sides of a colon.
fn is_action(text: &str) -> bool {
    let word = |part: &str| !part.is_empty() && part.chars().all(|one| one.is_ascii_alphanumeric());
    text.split_once(':')
        .is_some_and(|(service, name)| word(service) && word(name))
}

/// Whether there can be a resource with this ARN: of the services here only S3 has names with
/// colons (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>).
fn can_be(arn: &str) -> bool {
    let colons = arn.matches(':').count();
    arn.starts_with("arn:") && (colons == 5 || colons > 5 && arn.starts_with("arn:aws:s3:"))
}

fn names_and_holds(policy: &Policy, statement: &Statement, facts: &Facts) -> bool {
    let mut principal = statement.principal.iter();
    principal.all(|principal| named(principal, statement.effect, facts).is_some())
        && condition::holds(policy.version, &statement.condition, facts)
}

/// Whether `policy` alone allows the request.
pub(crate) fn allows(policy: &Policy, facts: &Facts) -> bool {
    let has = |effect| {
        policy.statements.iter().any(|statement| {
            statement.effect == effect
                && is_on_action(statement, facts)
                && is_on_resource(policy, statement, facts)
                && names_and_holds(policy, statement, facts)
        })
    };
    has(Effect::Allow) && !has(Effect::Deny)
}
