//! What other statements make redundant.
//!
//! Owns the dropping of statements, actions and resources. Each is taken as a
//! statement of its own, and dropped when it is proved that the rest decides
//! all its requests as it does: what it allows is allowed or denied by others,
//! what it denies is denied by others. [`Likely`] says where asking is worth it.

mod likely;

use std::cmp::Reverse;

use self::likely::Likely;
use crate::policy::{Effect, Policy, Selection, Statement};
use crate::prove::{surely_equivalent, surely_no_new_access};

/// Drops what is redundant, the longest first.
pub(super) fn drop_redundant(policy: &mut Policy) {
    drop_statements(policy);
    drop_patterns(policy, Part::Actions);
    drop_patterns(policy, Part::Resources);
}

/// Which list of a statement patterns are dropped from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Actions,
    Resources,
}

impl Part {
    fn of(self, statement: &mut Statement) -> Option<&mut Selection> {
        match self {
            Self::Actions => Some(&mut statement.action),
            Self::Resources => statement.resource.as_mut(),
        }
    }
}

fn drop_statements(policy: &mut Policy) {
    let likely = Likely::of(policy);
    let mut places: Vec<usize> = (0..policy.statements.len()).collect();
    places.sort_by_key(|&place| Reverse(policy.statements[place].to_json().to_string().len()));
    let mut dropped = vec![false; places.len()];
    for place in places {
        let statement = &policy.statements[place];
        let Some(others) = likely.others(place, statement) else {
            continue;
        };
        // AWS takes no policy without a statement.
        if dropped.iter().filter(|dropped| !**dropped).count() == 1 {
            break;
        }
        let others = others.into_iter().filter(|&other| !dropped[other]);
        dropped[place] = is_redundant(policy, others, statement);
    }
    let mut dropped = dropped.into_iter();
    policy.statements.retain(|_| dropped.next() != Some(true));
}

fn drop_patterns(policy: &mut Policy, part: Part) {
    let likely = Likely::of(policy);
    for place in 0..policy.statements.len() {
        let Some(selection) = part.of(&mut policy.statements[place]) else {
            continue;
        };
        let adds = matches!(selection, Selection::AllExcept(_));
        let mut patterns: Vec<String> = selection.patterns().iter().cloned().collect();
        patterns.sort_by_key(|pattern| Reverse(pattern.len()));
        for pattern in patterns {
            let mut alone = policy.statements[place].clone();
            let Some(selection) = part.of(&mut alone) else {
                continue;
            };
            // A list keeps one: without any it would be another statement.
            if selection.patterns().len() == 1 {
                break;
            }
            *selection = Selection::only([&pattern]);
            let Some(mut others) = likely.others(place, &alone) else {
                continue;
            };
            let mut kept = policy.statements[place].clone();
            if let Some(Selection::Only(list) | Selection::AllExcept(list)) = part.of(&mut kept) {
                list.remove(&pattern);
            }
            let before = std::mem::replace(&mut policy.statements[place], kept);
            // What a shorter `NotAction` adds must be so without its help.
            if !adds {
                others.push(place);
            }
            if !is_redundant(policy, others, &alone) {
                policy.statements[place] = before;
            }
        }
    }
}

/// Whether the statements at `others` are proved to decide all requests of
/// `part` as it does.
fn is_redundant(
    policy: &Policy,
    others: impl IntoIterator<Item = usize>,
    part: &Statement,
) -> bool {
    let others = others.into_iter().map(|place| &policy.statements[place]);
    let denies = |statement: &&Statement| statement.effect == Effect::Deny;
    let (denials, allowances): (Vec<_>, Vec<_>) = others.partition(denies);
    let of = |statements: &mut dyn Iterator<Item = &Statement>| Policy {
        version: policy.version,
        id: None,
        statements: statements.cloned().collect(),
    };
    let with_part = of(&mut denials.iter().copied().chain([part]));
    match part.effect {
        Effect::Allow => {
            let rest = of(&mut denials.iter().chain(&allowances).copied());
            surely_no_new_access(&[&rest], &[&with_part])
        }
        Effect::Deny => surely_equivalent(&[&of(&mut denials.iter().copied())], &[&with_part]),
    }
}
