//! Shorter conditions and principals.
//!
//! Owns two steps: a value of a condition, or the name of a principal, that
//! others of its list make redundant is dropped; and two statements that differ
//! in the values of one condition, or in the principals they name, become one.
//! Both depend on operators and callers, so the prover is asked about the
//! statements in question alone, and what it does not prove is not done.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::policy::{Condition, Policy, Principal, Principals, Statement};
use crate::prove::surely_equivalent;

/// Drops redundant values and names.
pub(super) fn drop_values(policy: &mut Policy) {
    for place in 0..policy.statements.len() {
        drop_condition_values(policy, place);
        drop_principals(policy, place);
    }
}

fn drop_condition_values(policy: &mut Policy, place: usize) {
    let condition = policy.statements[place].condition.clone();
    for (operator, key, values) in condition.tests() {
        let mut values: Vec<&String> = values.iter().collect();
        values.sort_by_key(|value| Reverse(value.len()));
        for value in values {
            let current = &policy.statements[place];
            let fewer = without_value(&current.condition, [operator, key, value]);
            if let Some(fewer) = fewer
                && are_alike(policy, &[&on_anything(current)], &{
                    let mut changed = on_anything(current);
                    changed.condition = fewer.clone();
                    changed
                })
            {
                policy.statements[place].condition = fewer;
            }
        }
    }
}

/// The condition without one value, if others of its list are left.
fn without_value(condition: &Condition, dropped: [&str; 3]) -> Option<Condition> {
    let mut fewer = Condition::default();
    let mut left = false;
    for (operator, key, values) in condition.tests() {
        let kept = values.iter().filter(|value| {
            let same = [operator, key, value.as_str()] == dropped;
            !same
        });
        let kept: BTreeSet<&String> = kept.collect();
        left |= [operator, key] == dropped[..2] && !kept.is_empty();
        fewer = fewer.and(operator, key, kept);
    }
    left.then_some(fewer)
}

fn drop_principals(policy: &mut Policy, place: usize) {
    let Some(
        Principal::Only(Principals::Named(kinds)) | Principal::AllExcept(Principals::Named(kinds)),
    ) = policy.statements[place].principal.clone()
    else {
        return;
    };
    for (kind, names) in &kinds {
        for name in names {
            let current = &policy.statements[place];
            let mut fewer = current.clone();
            if let Some(
                Principal::Only(Principals::Named(kinds))
                | Principal::AllExcept(Principals::Named(kinds)),
            ) = &mut fewer.principal
                && let Some(names) = kinds.get_mut(kind)
                && names.len() > 1
                && names.remove(name)
                && are_alike(policy, &[current], &fewer)
            {
                policy.statements[place] = fewer;
            }
        }
    }
}

/// Puts statements together that differ in the values of one condition or in
/// the principals they name.
pub(super) fn join(policy: &mut Policy) {
    let mut first = 0;
    while first < policy.statements.len() {
        let mut second = first + 1;
        while second < policy.statements.len() {
            let (one, other) = (&policy.statements[first], &policy.statements[second]);
            let joined =
                joined(one, other).filter(|joined| are_alike(policy, &[one, other], joined));
            match joined {
                Some(joined) => {
                    policy.statements[first] = joined;
                    policy.statements.remove(second);
                }
                None => second += 1,
            }
        }
        first += 1;
    }
}

/// One statement in the place of two, if they differ in one list of values or
/// names only. Whether it says the same is to be proved.
fn joined(one: &Statement, other: &Statement) -> Option<Statement> {
    let differ =
        one.effect != other.effect || one.action != other.action || one.resource != other.resource;
    if differ {
        return None;
    }
    let mut joined = one.clone();
    if one.principal == other.principal {
        let tests = |condition: &Condition| -> Vec<(String, String)> {
            let tests = condition.tests();
            tests
                .map(|(operator, key, _)| (operator.to_owned(), key.to_owned()))
                .collect()
        };
        if tests(&one.condition) != tests(&other.condition) {
            return None;
        }
        let pairs = one.condition.tests().zip(other.condition.tests());
        let mut different = pairs.filter(|(one, other)| one.2 != other.2);
        let ((operator, key, _), (_, _, values)) = different.next()?;
        if different.next().is_some() {
            return None;
        }
        joined.condition = joined.condition.and(operator, key, values);
        return Some(joined);
    }
    let (
        Some(Principal::Only(Principals::Named(kinds))),
        Some(Principal::Only(Principals::Named(others))),
    ) = (&mut joined.principal, &other.principal)
    else {
        return None;
    };
    if one.condition != other.condition {
        return None;
    }
    for (kind, names) in others {
        kinds
            .entry(*kind)
            .or_default()
            .extend(names.iter().cloned());
    }
    Some(joined)
}

/// The statement about everything: what its condition and principal say
/// remains.
fn on_anything(statement: &Statement) -> Statement {
    let mut anything = statement.clone();
    anything.action = crate::policy::Selection::only(["*"]);
    anything.resource = anything
        .resource
        .map(|_| crate::policy::Selection::only(["*"]));
    anything
}

fn are_alike(policy: &Policy, statements: &[&Statement], other: &Statement) -> bool {
    let of = |statements: &[&Statement]| Policy {
        version: policy.version,
        id: None,
        statements: statements.iter().copied().cloned().collect(),
    };
    surely_equivalent(&[&of(statements)], &[&of(&[other])])
}
