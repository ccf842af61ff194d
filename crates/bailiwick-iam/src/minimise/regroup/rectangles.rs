//! The cheapest rectangles that cover a set of pairs.
//!
//! Only rectangles that cannot grow are looked at, of which those that others
//! cover partly are trimmed. All choices of them are tried, so the answer is
//! the cheapest of all such choices.

use std::collections::BTreeSet;

use super::pairs::{Class, Pairs};

/// What is searched whole: classes on the shorter side, and rectangles.
const MOST_CLASSES: usize = 10;
const MOST_RECTANGLES: usize = 12;

/// Places of actions and of resources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rectangle {
    actions: Vec<usize>,
    resources: Vec<usize>,
}

/// Actions and resources of the cheapest statements that say all of `pairs`
/// and nothing else, each of which takes `written` characters beside its
/// lists. `None`: there are too many possibilities.
pub(super) fn cheapest(pairs: &Pairs, written: usize) -> Option<Vec<(Vec<String>, Vec<String>)>> {
    let rectangles = largest(pairs)?;
    let best = (1_usize..1 << rectangles.len())
        .filter_map(|choice| {
            let chosen = rectangles.iter().enumerate();
            let chosen = chosen.filter(|(place, _)| choice >> place & 1 == 1);
            trimmed(chosen.map(|(_, one)| one.clone()).collect(), pairs)
        })
        .min_by_key(|chosen| {
            let cost = chosen.iter().map(|one| written + one.length(pairs));
            (cost.sum::<usize>(), chosen.len())
        })?;
    let patterns = |places: &[usize], classes: &[Class]| -> Vec<String> {
        let classes = places.iter().map(|&place| &classes[place]);
        classes.flat_map(|class| class.patterns.clone()).collect()
    };
    let statements = best.iter().map(|one| {
        (
            patterns(&one.actions, &pairs.actions),
            patterns(&one.resources, &pairs.resources),
        )
    });
    Some(statements.collect())
}

/// The rectangles that no other holds within it.
fn largest(pairs: &Pairs) -> Option<Vec<Rectangle>> {
    if pairs.actions.len() > MOST_CLASSES {
        return None;
    }
    let mut all = BTreeSet::new();
    for choice in 1_usize..1 << pairs.actions.len() {
        let resources: Vec<usize> = (0..pairs.resources.len())
            .filter(|&resource| {
                (0..pairs.actions.len())
                    .all(|action| choice >> action & 1 == 0 || pairs.holds[action][resource])
            })
            .collect();
        if resources.is_empty() {
            continue;
        }
        let actions = (0..pairs.actions.len())
            .filter(|&action| {
                resources
                    .iter()
                    .all(|&resource| pairs.holds[action][resource])
            })
            .collect();
        all.insert(Rectangle { actions, resources });
        if all.len() > MOST_RECTANGLES {
            return None;
        }
    }
    Some(all.into_iter().collect())
}

/// What is left of `chosen` when every action and resource goes that others
/// say anyway, the longest first. `None`: they do not say all that is needed.
fn trimmed(mut chosen: Vec<Rectangle>, pairs: &Pairs) -> Option<Vec<Rectangle>> {
    if !says_all(&chosen, pairs) {
        return None;
    }
    let mut tries: Vec<(usize, usize, bool, usize)> = Vec::new();
    for (place, one) in chosen.iter().enumerate() {
        let actions = one.actions.iter();
        tries.extend(actions.map(|&action| (pairs.actions[action].length, place, true, action)));
        let resources = one.resources.iter();
        tries.extend(resources.map(|&of| (pairs.resources[of].length, place, false, of)));
    }
    tries.sort_unstable_by(|one, other| other.cmp(one));
    for (_, place, is_action, dropped) in tries {
        let before = chosen[place].clone();
        let list = match is_action {
            true => &mut chosen[place].actions,
            false => &mut chosen[place].resources,
        };
        list.retain(|&kept| kept != dropped);
        if list.is_empty() || !says_all(&chosen, pairs) {
            chosen[place] = before;
        }
    }
    Some(chosen)
}

fn says_all(chosen: &[Rectangle], pairs: &Pairs) -> bool {
    pairs.needed.iter().enumerate().all(|(action, row)| {
        row.iter().enumerate().all(|(resource, &needed)| {
            !needed || chosen.iter().any(|one| one.says(action, resource))
        })
    })
}

impl Rectangle {
    fn says(&self, action: usize, resource: usize) -> bool {
        self.actions.contains(&action) && self.resources.contains(&resource)
    }

    /// The characters of its two lists.
    fn length(&self, pairs: &Pairs) -> usize {
        let of = |places: &[usize], classes: &[Class]| {
            let patterns: usize = places
                .iter()
                .map(|&place| classes[place].patterns.len())
                .sum();
            let length: usize = places.iter().map(|&place| classes[place].length).sum();
            let brackets = if patterns > 1 { "[]".len() } else { 0 };
            length + brackets - ",".len()
        };
        of(&self.actions, &pairs.actions) + of(&self.resources, &pairs.resources)
    }
}
