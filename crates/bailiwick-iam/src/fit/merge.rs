//! Merging statements that differ only in their actions or resources.
//!
//! Exact, because a statement speaks of every pair of its actions and
//! resources: `A` on `R` and `B` on `R` is `A` or `B` on `R`, and likewise for
//! resources. `NotAction` and `NotResource` are left alone.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use crate::policy::{Selection, Statement};

/// Merges until nothing more can be merged.
pub(crate) fn merge(mut statements: Vec<Statement>) -> Vec<Statement> {
    loop {
        let before = statements.len();
        statements = merge_by(statements, actions);
        statements = merge_by(statements, resources);
        if statements.len() == before {
            return statements;
        }
    }
}

/// The action patterns of a statement, if it names actions.
pub(super) fn actions(statement: &mut Statement) -> Option<&mut BTreeSet<String>> {
    only(&mut statement.action)
}

/// The resource patterns of a statement, if it names resources.
pub(super) fn resources(statement: &mut Statement) -> Option<&mut BTreeSet<String>> {
    statement.resource.as_mut().and_then(only)
}

fn only(selection: &mut Selection) -> Option<&mut BTreeSet<String>> {
    match selection {
        Selection::Only(patterns) => Some(patterns),
        Selection::AllExcept(_) => None,
    }
}

fn merge_by(
    statements: Vec<Statement>,
    patterns_of: fn(&mut Statement) -> Option<&mut BTreeSet<String>>,
) -> Vec<Statement> {
    let mut merged: Vec<Statement> = Vec::new();
    let mut places: BTreeMap<Statement, usize> = BTreeMap::new();
    for statement in statements {
        let mut key = statement.clone();
        key.sid = None;
        let patterns = patterns_of(&mut key).map(mem::take).unwrap_or_default();
        match places.entry(key) {
            Entry::Vacant(place) => {
                place.insert(merged.len());
                merged.push(statement);
            }
            Entry::Occupied(place) => {
                let kept = &mut merged[*place.get()];
                if let Some(kept) = patterns_of(kept) {
                    kept.extend(patterns);
                }
                if kept.sid != statement.sid {
                    kept.sid = None;
                }
            }
        }
    }
    merged
}
