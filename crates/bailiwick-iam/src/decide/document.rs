//! One document, or one statement, on its own: no other policy has a say.

use super::compile::{Compiled, Named, Set};
use super::outcome::{Outcome, Reasoned};
use super::question::Question;
use super::vocabulary::Vocabulary;
use super::{Decision, Truth};
use crate::policy::{Effect, Policy, Statement, Version};
use crate::request::Request;

/// What one document says on a request: a statement that denies it, none that
/// does but one that allows it, or neither. Statements with a principal must
/// name the caller, by itself, its role or its account.
pub fn decide_policy(policy: &Policy, request: &Request) -> Decision {
    let mut vocabulary = Vocabulary::default();
    let (of_someone, of_anyone): (Vec<&Statement>, Vec<&Statement>) = policy
        .statements
        .iter()
        .partition(|statement| statement.principal.is_some());
    let [of_someone, of_anyone] = [of_someone, of_anyone].map(|statements| Policy {
        version: policy.version,
        id: None,
        statements: statements.into_iter().cloned().collect(),
    });
    let of_someone = Set::new([&of_someone], &mut vocabulary);
    let of_anyone = Set::new([&of_anyone], &mut vocabulary);
    let question = Question::new(request, &vocabulary);
    let denies: Reasoned = of_anyone
        .denies::<Reasoned>(&question)
        .or(of_someone.denies_caller(&question, Truth::False));
    let allows: Reasoned = of_anyone
        .allows::<Reasoned>(&question)
        .or(of_someone.grants(&question).anyhow());
    match (denies.truth(), allows.truth()) {
        (Truth::True, _) => Decision::ExplicitlyDenied,
        (Truth::False, Truth::True) => Decision::Allowed,
        (Truth::False, Truth::False) => Decision::ImplicitlyDenied,
        _ => {
            let mut undecided = denies.undecided();
            undecided.add(allows.undecided());
            Decision::Unknown(undecided)
        }
    }
}

/// Whether a statement of a policy in this version is about a request: its
/// action, resource and condition match it, and its principal, if it has one,
/// names the caller.
pub fn statement_applies(statement: &Statement, version: Version, request: &Request) -> Truth {
    let mut vocabulary = Vocabulary::default();
    let compiled = Compiled::new(statement, version, &mut vocabulary);
    let question = Question::new(request, &vocabulary);
    if !compiled.actions.select(&question.action) {
        return Truth::False;
    }
    let about = match (&compiled.whom, compiled.effect) {
        (None, _) => Truth::True,
        (Some(_), Effect::Deny) => compiled.is_about(&question, Truth::False),
        (Some(_), Effect::Allow) => match compiled.names(&question) {
            (_, Named::No) => Truth::False,
            (Named::No, _) => Truth::Unknown,
            _ => Truth::True,
        },
    };
    about.and(compiled.holds(&question))
}
