//! The same pairs of actions and resources in fewer or shorter statements.
//!
//! A statement is a rectangle: it speaks of every pair of its actions and
//! resources. Statements that agree in all else are a set of such pairs, and
//! what is looked for are the cheapest rectangles that cover just these pairs.
//! [`Pairs`] holds them, [`rectangles`] looks. Small sets are searched whole;
//! larger ones are merged ([`fit::merge`]).

mod pairs;
mod rectangles;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use self::pairs::Pairs;
use crate::fit;
use crate::policy::{Policy, Selection, Statement};

/// Merges statements, and cuts them anew where that is shorter.
pub(super) fn regroup(policy: &mut Policy) {
    let merged = fit::merge(std::mem::take(&mut policy.statements));
    let mut groups: BTreeMap<Statement, Vec<usize>> = BTreeMap::new();
    for (place, statement) in merged.iter().enumerate() {
        if let Some(alike) = without_lists(statement) {
            groups.entry(alike).or_default().push(place);
        }
    }
    let mut gone = BTreeSet::new();
    let mut instead: BTreeMap<usize, Vec<Statement>> = BTreeMap::new();
    for (alike, places) in groups.into_iter().filter(|(_, places)| places.len() > 1) {
        let statements: Vec<&Statement> = places.iter().map(|&place| &merged[place]).collect();
        let pairs = Pairs::of(&statements, policy.version);
        let Some(shorter) = rectangles::cheapest(&pairs, written(&alike)) else {
            continue;
        };
        let statements: Vec<Statement> = shorter
            .into_iter()
            .map(|(actions, resources)| {
                let mut statement = alike.clone().on(resources);
                statement.action = Selection::only(actions);
                statement
            })
            .collect();
        let first = places[0];
        gone.extend(places);
        instead.insert(first, statements);
    }
    for (place, statement) in merged.into_iter().enumerate() {
        match gone.contains(&place) {
            true => policy
                .statements
                .extend(instead.remove(&place).into_iter().flatten()),
            false => policy.statements.push(statement),
        }
    }
}

/// The statement without actions and resources, if it names both.
fn without_lists(statement: &Statement) -> Option<Statement> {
    let (Selection::Only(_), Some(Selection::Only(_))) = (&statement.action, &statement.resource)
    else {
        return None;
    };
    let mut rest = statement.clone();
    rest.action = Selection::Only(BTreeSet::new());
    rest.resource = Some(Selection::Only(BTreeSet::new()));
    Some(rest)
}

/// How many characters a statement takes beside what is in its lists, with
/// the comma before it.
fn written(without_lists: &Statement) -> usize {
    let lists = "[][]".len();
    without_lists.to_json().to_string().chars().count() - lists + ",".len()
}
