//! Random policies.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::policy::{
    Effect, Policy, Principal, PrincipalKind, Principals, Selection, Statement, Version,
};
use bailiwick_iam::request::Request;

use super::condition::condition;
use super::random::Random;
use super::words;

/// Where a policy stands, which decides the elements it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Attached to an identity, or an organisation policy.
    Attached,
    /// Attached to a resource or an endpoint: it names principals.
    Resource,
    /// A role's trust policy: it names principals and no resource.
    Trust,
}

/// A policy, much of which is about `request`, so that it has a say in it.
pub(crate) fn policy(random: &mut Random, place: Place, request: &Request) -> Policy {
    let count = 1 + random.below(3);
    let mut policy = Policy::new((0..count).map(|_| statement(random, place, request)));
    if random.percent(10) {
        policy.version = Version::Old;
    }
    policy
}

/// A policy that allows everything: what an organisation attaches by default.
pub(crate) fn full_access() -> Policy {
    let everyone = Principal::Only(Principals::Everyone);
    Policy::new([Statement::allow(["*"]).on(["*"]).for_principal(everyone)])
}

fn statement(random: &mut Random, place: Place, request: &Request) -> Statement {
    let effect = if random.percent(20) {
        Effect::Deny
    } else {
        Effect::Allow
    };
    let (service, _) = request.action.split_once(':').expect("a service");
    let about = [
        request.action.clone(),
        format!("{service}:*"),
        "*".to_owned(),
    ];
    let action = selection(random, words::ACTION_PATTERNS, &about);
    let mut statement = Statement::new(effect, action).when(condition(random));
    if place != Place::Trust {
        let arn = &request.resource.arn;
        let about = [
            arn.clone(),
            format!("{}*", &arn[..arn.len() / 2]),
            "*".to_owned(),
        ];
        statement.resource = Some(selection(random, words::RESOURCE_PATTERNS, &about));
    }
    if place != Place::Attached {
        statement.principal = Some(principal(random));
    }
    statement
}

fn selection(random: &mut Random, patterns: &[&'static str], about: &[String]) -> Selection {
    let patterns = random.some(patterns, 3).into_iter().map(str::to_owned);
    let mut patterns: BTreeSet<String> = patterns.collect();
    if random.percent(60) {
        patterns.insert(about[random.below(about.len())].clone());
    }
    match random.percent(15) && !patterns.contains("*") {
        true => Selection::AllExcept(patterns),
        false => Selection::Only(patterns),
    }
}

fn principal(random: &mut Random) -> Principal {
    if random.percent(20) {
        return Principal::Only(Principals::Everyone);
    }
    let mut kinds: BTreeMap<PrincipalKind, BTreeSet<String>> = BTreeMap::new();
    let count = 1 + random.below(2);
    for _ in 0..count {
        let (kind, names) = match random.below(10) {
            0 => (PrincipalKind::Service, words::SERVICES),
            1 => (PrincipalKind::Federated, words::PROVIDERS),
            _ => (PrincipalKind::Aws, words::PRINCIPALS),
        };
        let names = random.some(names, 3).into_iter().map(str::to_owned);
        kinds.entry(kind).or_default().extend(names);
    }
    // Whom `NotPrincipal` leaves out by a `*` is not said.
    let everyone = kinds.values().any(|names| names.contains("*"));
    match random.percent(10) && !everyone {
        true => Principal::AllExcept(Principals::Named(kinds)),
        false => Principal::Only(Principals::Named(kinds)),
    }
}
