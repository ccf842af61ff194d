//! What can be left out of one list, seen from the list alone.
//!
//! A pattern goes when another of its list matches all that it does: `s3:Get*`
//! makes `s3:GetObject` redundant, and so does `S3:getobject`.

use std::collections::BTreeSet;

use crate::overlap::{Step, covers, steps_of};
use crate::policy::{Policy, Selection, Version};

/// The policy without labels, and without patterns that others of their list
/// cover.
pub(super) fn tidied(policy: &Policy) -> Policy {
    let mut tidied = policy.clone();
    for statement in &mut tidied.statements {
        statement.sid = None;
        tidy(&mut statement.action, of_action);
        if let Some(resource) = &mut statement.resource {
            tidy(resource, |written| steps_of(written, policy.version));
        }
    }
    tidied
}

/// The steps of an action's pattern: without regard to case, without variables.
pub(super) fn of_action(written: &str) -> Option<Vec<Step>> {
    steps_of(&written.to_ascii_lowercase(), Version::Old)
}

fn tidy(selection: &mut Selection, steps: impl Fn(&str) -> Option<Vec<Step>>) {
    let (Selection::Only(patterns) | Selection::AllExcept(patterns)) = selection;
    *patterns = without_covered(patterns, steps);
}

fn without_covered(
    patterns: &BTreeSet<String>,
    steps: impl Fn(&str) -> Option<Vec<Step>>,
) -> BTreeSet<String> {
    let mut ordered: Vec<(&String, Option<Vec<Step>>)> = patterns
        .iter()
        .map(|pattern| (pattern, steps(pattern)))
        .collect();
    // The longest are dropped first, so that of two alike the shorter one stays.
    ordered.sort_by_key(|(pattern, _)| (pattern.len(), *pattern));
    let has_wildcard = |step: &Step| matches!(step, Step::Any | Step::One);
    let mut wide: Vec<(usize, &Vec<Step>)> = Vec::new();
    let mut plain = BTreeSet::new();
    let mut repeated = vec![false; ordered.len()];
    for (place, (_, steps)) in ordered.iter().enumerate() {
        match steps {
            Some(steps) if steps.iter().any(has_wildcard) => wide.push((place, steps)),
            Some(steps) => repeated[place] = !plain.insert(format!("{steps:?}")),
            None => {}
        }
    }
    let mut kept = BTreeSet::new();
    for (place, (pattern, steps)) in ordered.iter().enumerate().rev() {
        let covering = |&(other, wide): &(usize, &Vec<Step>)| {
            let covers = |own: &Vec<Step>| begins_alike(wide, own) && covers(wide, own);
            other != place && steps.as_ref().is_some_and(covers)
        };
        if repeated[place] || wide.iter().any(covering) {
            wide.retain(|(other, _)| *other != place);
        } else {
            kept.insert((*pattern).clone());
        }
    }
    kept
}

/// Whether `narrow` begins with what stands before the first wildcard of
/// `wide`: without that, nothing is covered.
pub(super) fn begins_alike(wide: &[Step], narrow: &[Step]) -> bool {
    let is_wildcard = |step: &Step| matches!(step, Step::Any | Step::One);
    let prefix = wide.iter().take_while(|step| !is_wildcard(step)).count();
    narrow.starts_with(&wide[..prefix])
}
