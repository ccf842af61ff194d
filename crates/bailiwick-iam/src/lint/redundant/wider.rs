//! Whether one statement is about everything that another is about.

use std::collections::BTreeSet;

use crate::overlap::{Step, covers, steps_of};
use crate::policy::{Effect, Principal, Principals, Selection, Statement, Version};

/// A test of a condition: its operator, its key in small letters, its values.
pub(super) type Test<'a> = (&'a str, String, &'a BTreeSet<String>);

/// A statement, ready to be held against many others.
pub(super) struct Compared<'a> {
    pub(super) effect: Effect,
    pub(super) principal: Option<&'a Principal>,
    pub(super) tests: Vec<Test<'a>>,
    pub(super) action: Selected<'a>,
    pub(super) resource: Option<Selected<'a>>,
}

/// A selection with the steps of its patterns.
pub(super) struct Selected<'a> {
    pub(super) selection: &'a Selection,
    /// `None` when a variable is malformed.
    pub(super) patterns: Option<Vec<Vec<Step>>>,
}

impl<'a> Compared<'a> {
    pub(super) fn new(statement: &'a Statement, version: Version) -> Self {
        let tests = statement.condition.tests();
        let action = |pattern: &String| steps_of(&pattern.to_ascii_lowercase(), version);
        let resource = |pattern: &String| steps_of(pattern, version);
        Self {
            effect: statement.effect,
            principal: statement.principal.as_ref(),
            tests: tests
                .map(|(operator, key, values)| (operator, key.to_ascii_lowercase(), values))
                .collect(),
            action: Selected::new(&statement.action, action),
            resource: statement
                .resource
                .as_ref()
                .map(|selection| Selected::new(selection, resource)),
        }
    }

    /// How much there is to compare.
    pub(super) fn size(&self) -> usize {
        let resources = self.resource.as_ref();
        let resources = resources.map_or(0, |resource| resource.selection.patterns().len());
        1 + self.tests.len() + self.action.selection.patterns().len() + resources
    }
}

impl<'a> Selected<'a> {
    fn new(selection: &'a Selection, steps: impl Fn(&String) -> Option<Vec<Step>>) -> Self {
        Self {
            selection,
            patterns: selection.patterns().iter().map(steps).collect(),
        }
    }
}

/// Whether `wide` is about everything that `narrow` is about. `true` is sure.
pub(super) fn is_wider(wide: &Compared<'_>, narrow: &Compared<'_>) -> bool {
    wide.tests.iter().all(|test| narrow.tests.contains(test))
        && (wide.principal == narrow.principal || is_everyone(wide.principal))
        && selects(&wide.action, &narrow.action)
        && match (&wide.resource, &narrow.resource) {
            (Some(wide), Some(narrow)) => selects(wide, narrow),
            (wide, narrow) => wide.is_none() && narrow.is_none(),
        }
}

fn is_everyone(principal: Option<&Principal>) -> bool {
    matches!(principal, Some(Principal::Only(Principals::Everyone)))
}

fn selects(wide: &Selected<'_>, narrow: &Selected<'_>) -> bool {
    match (wide.selection, narrow.selection) {
        (Selection::Only(_), Selection::Only(_)) => match (&wide.patterns, &narrow.patterns) {
            (Some(wide), Some(narrow)) => narrow
                .iter()
                .all(|narrow| wide.iter().any(|wide| covers(wide, narrow))),
            _ => false,
        },
        (Selection::Only(patterns), Selection::AllExcept(_)) => patterns.contains("*"),
        (wide, narrow) => wide == narrow,
    }
}
