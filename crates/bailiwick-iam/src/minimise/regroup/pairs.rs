//! Which actions go with which resources.

use std::collections::BTreeSet;

use super::super::tidy::{begins_alike, of_action};
use crate::overlap::{Step, covers, steps_of};
use crate::policy::{Statement, Version};

/// A set of patterns that stand and fall together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) patterns: Vec<String>,
    /// The characters they take in a list, each with a comma.
    pub(super) length: usize,
}

/// The pairs of some statements that agree in all but actions and resources.
#[derive(Debug)]
pub(super) struct Pairs {
    pub(super) actions: Vec<Class>,
    pub(super) resources: Vec<Class>,
    /// By action and resource: whether the statements speak of the pair.
    pub(super) holds: Vec<Vec<bool>>,
    /// Whether the pair has to be said: no wider pair says it.
    pub(super) needed: Vec<Vec<bool>>,
}

impl Pairs {
    /// Those of `statements`, in each of which both lists are of patterns to match.
    pub(super) fn of(statements: &[&Statement], version: Version) -> Self {
        let lists: Vec<[&BTreeSet<String>; 2]> = statements
            .iter()
            .filter_map(|statement| {
                let resources = statement.resource.as_ref()?;
                Some([statement.action.patterns(), resources.patterns()])
            })
            .collect();
        let actions = all(lists.iter().map(|[actions, _]| *actions));
        let resources = all(lists.iter().map(|[_, resources]| *resources));
        let wider_action = wider(&actions, of_action);
        let wider_resource = wider(&resources, |written| steps_of(written, version));
        let said = |action: &str, resource: &str| {
            let says = |[actions, resources]: &[&BTreeSet<String>; 2]| {
                actions.contains(action) && resources.contains(resource)
            };
            lists.iter().any(says)
        };
        let said: Vec<Vec<bool>> = actions
            .iter()
            .map(|action| {
                resources
                    .iter()
                    .map(|resource| said(action, resource))
                    .collect()
            })
            .collect();
        let table = |cell: &dyn Fn(usize, usize) -> bool| -> Vec<Vec<bool>> {
            let row = |action| {
                (0..resources.len())
                    .map(|resource| cell(action, resource))
                    .collect()
            };
            (0..actions.len()).map(row).collect()
        };
        let by_wider = |action: usize, resource: usize, own: bool| {
            wider_action[action].iter().any(|&wide| {
                let mut resources = wider_resource[resource].iter();
                resources
                    .any(|&over| said[wide][over] && (own || (wide, over) != (action, resource)))
            })
        };
        let holds = table(&|action, resource| by_wider(action, resource, true));
        let needed =
            table(&|action, resource| said[action][resource] && !by_wider(action, resource, false));
        Self {
            actions: actions.into_iter().map(single).collect(),
            resources: resources.into_iter().map(single).collect(),
            holds,
            needed,
        }
        .by_rows()
        .turned()
        .by_rows()
        .turned()
    }

    /// The same with actions that go with the same resources as one class.
    fn by_rows(mut self) -> Self {
        let mut place = 0;
        while place < self.actions.len() {
            let same = |&earlier: &usize| {
                self.holds[earlier] == self.holds[place]
                    && self.needed[earlier] == self.needed[place]
            };
            match (0..place).find(same) {
                Some(earlier) => {
                    let class = self.actions.remove(place);
                    self.holds.remove(place);
                    self.needed.remove(place);
                    self.actions[earlier].length += class.length;
                    self.actions[earlier].patterns.extend(class.patterns);
                }
                None => place += 1,
            }
        }
        self
    }

    /// The same with actions and resources changed about.
    fn turned(self) -> Self {
        let turn = |table: &[Vec<bool>]| -> Vec<Vec<bool>> {
            let column = |place: usize| table.iter().map(|row| row[place]).collect();
            (0..self.resources.len()).map(column).collect()
        };
        Self {
            holds: turn(&self.holds),
            needed: turn(&self.needed),
            actions: self.resources,
            resources: self.actions,
        }
    }
}

fn all<'l>(lists: impl Iterator<Item = &'l BTreeSet<String>>) -> Vec<String> {
    let patterns: BTreeSet<&String> = lists.flatten().collect();
    patterns.into_iter().cloned().collect()
}

fn single(pattern: String) -> Class {
    Class {
        length: pattern.chars().count() + "\"\",".len(),
        patterns: vec![pattern],
    }
}

/// For each pattern the places of those that match all it does, its own too.
fn wider(patterns: &[String], steps: impl Fn(&str) -> Option<Vec<Step>>) -> Vec<Vec<usize>> {
    let steps: Vec<Option<Vec<Step>>> = patterns.iter().map(|pattern| steps(pattern)).collect();
    let wide = |step: &Step| matches!(step, Step::Any | Step::One);
    let is_wide: Vec<bool> = steps
        .iter()
        .map(|steps| steps.iter().flatten().any(wide))
        .collect();
    (0..patterns.len())
        .map(|own| {
            (0..patterns.len())
                .filter(|&other| match (&steps[other], &steps[own]) {
                    _ if other == own => true,
                    // Of two that match the same the first is the wider one.
                    (Some(wide), Some(narrow)) => {
                        (is_wide[other] || wide == narrow)
                            && begins_alike(wide, narrow)
                            && covers(wide, narrow)
                            && (other < own || !covers(narrow, wide))
                    }
                    _ => false,
                })
                .collect()
        })
        .collect()
}
