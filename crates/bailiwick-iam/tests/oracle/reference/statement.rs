//! Whether a statement applies to a request.

use bailiwick_iam::policy::{Effect, Policy, Principal, Selection, Statement};

use super::condition;
use super::facts::Facts;
use super::principal::{Named, named};
use super::text::{matches_text, wild};
use super::variables::replaced;

/// Whether `policy`, which speaks of whomever it is attached to, has a statement with
/// `effect` that applies.
pub(crate) fn attached(policy: &Policy, effect: Effect, facts: &Facts) -> bool {
    policy
        .statements
        .iter()
        .any(|statement| statement.effect == effect && applies(policy, statement, facts))
}

/// The ways in which statements of `policy` with `effect` name the caller and apply.
pub(crate) fn naming(policy: &Policy, effect: Effect, facts: &Facts) -> Vec<Named> {
    policy
        .statements
        .iter()
        .filter(|statement| statement.effect == effect && applies(policy, statement, facts))
        .filter_map(|statement| named(statement.principal.as_ref()?, effect, facts))
        .collect()
}

/// Whether a statement of `policy` denies with `NotPrincipal`, whomever it lists.
pub(crate) fn denies_all_but_some(policy: &Policy, facts: &Facts) -> bool {
    policy.statements.iter().any(|statement| {
        statement.effect == Effect::Deny
            && matches!(statement.principal, Some(Principal::AllExcept(_)))
            && applies(policy, statement, facts)
    })
}

/// Action, resource and condition; not the principal.
fn applies(policy: &Policy, statement: &Statement, facts: &Facts) -> bool {
    is_on_action(statement, facts)
        && is_on_resource(policy, statement, facts)
        && condition::holds(policy.version, &statement.condition, facts)
}

/// "The prefix and the action name are case insensitive"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>).
pub(crate) fn is_on_action(statement: &Statement, facts: &Facts) -> bool {
    selected(&statement.action, |pattern| {
        matches_text(
            &wild(&pattern.to_ascii_lowercase()),
            &facts.action.to_ascii_lowercase(),
        )
    })
}

/// A trust policy has no `Resource`: it speaks of its own role.
pub(crate) fn is_on_resource(policy: &Policy, statement: &Statement, facts: &Facts) -> bool {
    statement.resource.as_ref().is_none_or(|selection| {
        selected(selection, |pattern| {
            replaced(policy.version, pattern, facts, true)
                .is_some_and(|pattern| matches_text(&pattern, &facts.arn))
        })
    })
}

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html>.
fn selected(selection: &Selection, matches: impl Fn(&String) -> bool) -> bool {
    match selection {
        Selection::Only(patterns) => patterns.iter().any(matches),
        Selection::AllExcept(patterns) => !patterns.iter().any(matches),
    }
}
