//! What policies ask of one condition key, and the values that answer so.
//!
//! Owns [`KeyTest`] and [`solve`]. A key is absent, or present with one value,
//! or, if it is multivalued, with a set of values that is not empty. Of a set
//! only which questions its members answer matters, so it is built from one
//! member for each value that must be there; it may be empty beside others.
//! A key whose values are all empty is a case of its own: it "resolves to a null dataset", of which
//! `ForAllValues` holds and `ForAnyValue` does not, and `Null` may ask for it
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>).

mod typed;
mod values;

pub(super) use typed::{Kind, Relation, Typed};
pub(super) use values::ValueSet;

use crate::policy::Quantifier;

use self::values::Universe;
use super::budget::Budget;
use super::known_keys;
use super::space::{Solution, Value};
use super::text::{Found, Pattern, Texts};

/// A test of one key, as one operator and its values make it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct KeyTest {
    /// Whether it holds when the key is absent.
    pub(super) if_absent: bool,
    /// What it asks of a key that is there.
    pub(super) if_present: Asked,
}

/// What a test asks of a key that is there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Asked {
    /// Nothing: it holds or does not whatever the values.
    Always(bool),
    /// `Null`: whether any value is not empty.
    Null {
        /// Whether it holds if one is not.
        if_filled: bool,
        /// Whether it holds if all are; `None`: that is not documented.
        if_empty: Option<bool>,
    },
    /// That values are in a set, or outside of it.
    Values {
        /// How several values are taken together.
        quantifier: Quantifier,
        /// The values.
        set: ValueSet,
        /// Whether they are to be inside.
        inside: bool,
    },
}

impl KeyTest {
    /// Whether it holds of these values of the key, `None` being that it is
    /// absent; `None` if that is not documented.
    pub(super) fn holds(&self, values: Option<&[String]>) -> Option<bool> {
        let Some(values) = values else {
            return Some(self.if_absent);
        };
        let empty = values.iter().all(String::is_empty);
        Some(match &self.if_present {
            Asked::Always(holds) => *holds,
            Asked::Null { if_empty, .. } if empty => return *if_empty,
            Asked::Null { if_filled, .. } => *if_filled,
            Asked::Values {
                quantifier,
                set,
                inside,
            } => {
                let mut passes = values.iter().map(|value| set.contains(value) == *inside);
                match quantifier {
                    Quantifier::ForAllValues if empty => true,
                    Quantifier::ForAnyValue if empty => false,
                    Quantifier::ForAllValues => passes.all(|passes| passes),
                    Quantifier::Single | Quantifier::ForAnyValue => passes.any(|passes| passes),
                }
            }
        })
    }

    /// Whether it holds of what is null, or of what is not.
    fn if_null(&self, is_null: bool) -> bool {
        match &self.if_present {
            Asked::Null { if_filled, .. } if !is_null => *if_filled,
            _ => self.if_absent,
        }
    }

    /// Whether it tells apart empty values from others.
    fn is_null(&self) -> bool {
        matches!(self.if_present, Asked::Null { .. })
    }
}

/// What the key `name`, of which policies ask `all`, can be so that each of
/// `tests` holds or not as wanted.
pub(super) fn solve(
    name: &str,
    all: &[&KeyTest],
    tests: &[(&KeyTest, bool)],
    budget: &Budget,
) -> Solution {
    if tests.iter().all(|(test, wanted)| test.if_absent == *wanted) {
        return Solution::Value(Value::Absent);
    }
    let found = filled(name, all, tests, budget);
    if matches!(found, Solution::Value(_)) {
        return found;
    }
    match (found, empty(all, tests, budget)) {
        (found, Solution::Nothing) => found,
        (Solution::Unsure(value), Solution::Unsure(_)) => Solution::Unsure(value),
        (_, empty) => empty,
    }
}

/// What the key can be that has a value which is not empty, or of which nobody
/// asks whether it has.
fn filled(name: &str, all: &[&KeyTest], tests: &[(&KeyTest, bool)], budget: &Budget) -> Solution {
    let mut asked = Vec::new();
    for (test, wanted) in tests {
        match &test.if_present {
            Asked::Always(holds)
            | Asked::Null {
                if_filled: holds, ..
            } if holds != wanted => return Solution::Nothing,
            Asked::Always(_) | Asked::Null { .. } => {}
            Asked::Values {
                quantifier,
                set,
                inside,
            } => asked.push((*quantifier, set, *inside, *wanted)),
        }
    }
    let compared = compared(all);
    let plain = asked
        .iter()
        .all(|(quantifier, ..)| *quantifier == Quantifier::Single);
    let has_several =
        known_keys::is_multivalued(name) || (!plain && !known_keys::is_single_valued(name));
    let universe = Universe {
        compared: &compared,
        filled: !plain || all.iter().any(|test| test.is_null()),
        budget,
    };
    match has_several {
        true => match several(&asked, universe) {
            Solution::Nothing if !plain => partly_empty(&asked, universe),
            found => found,
        },
        false => single(&asked, universe),
    }
}

/// The key with an empty text and nothing else, if that will do.
fn empty(all: &[&KeyTest], tests: &[(&KeyTest, bool)], budget: &Budget) -> Solution {
    let value = vec![String::new()];
    // Where no page says whether an empty text is null, it is one of both, in every test alike.
    let will_do = |is_null: bool| {
        tests.iter().all(|(test, wanted)| {
            let holds = test.holds(Some(&value));
            holds.unwrap_or_else(|| test.if_null(is_null)) == *wanted
        })
    };
    let (as_null, as_text) = (will_do(true), will_do(false));
    if !as_null && !as_text {
        return Solution::Nothing;
    }
    let is_set = |test: &KeyTest| matches!(&test.if_present, Asked::Values { quantifier, .. } if *quantifier != Quantifier::Single);
    if !tests.iter().any(|(test, _)| is_set(test)) {
        // It has to be one that can be told to be in each set or not.
        let universe = Universe {
            compared: &compared(all),
            filled: false,
            budget,
        };
        let only = ValueSet::Texts(Texts(vec![Pattern::literal("")]));
        if !matches!(universe.find(&[(&only, true)]), Found::Text(_)) {
            return Solution::Nothing;
        }
    }
    match as_null && as_text {
        true => Solution::Value(Value::Present(value)),
        false => Solution::Unsure(Value::Present(value)),
    }
}

/// The sets that the values of a key are compared with.
fn compared<'t>(all: &[&'t KeyTest]) -> Vec<&'t ValueSet> {
    all.iter()
        .filter_map(|test| match &test.if_present {
            Asked::Always(_) | Asked::Null { .. } => None,
            Asked::Values { set, .. } => Some(set),
        })
        .collect()
}

type AskedOf<'t> = (Quantifier, &'t ValueSet, bool, bool);

/// The one value of a key that has one.
fn single(asked: &[AskedOf<'_>], universe: Universe<'_>) -> Solution {
    let sets: Vec<_> = asked
        .iter()
        .map(|&(_, set, inside, wanted)| (set, inside == wanted))
        .collect();
    match universe.find(&sets) {
        Found::Text(value) => Solution::Value(Value::Present(vec![value])),
        Found::Unsure(value) => Solution::Unsure(Value::Present(vec![value])),
        Found::Nothing => Solution::Nothing,
    }
}

/// The values of a key that may have several, some of them empty and some not: that is no
/// null dataset, and an empty value is one as any other.
fn partly_empty(asked: &[AskedOf<'_>], filled: Universe<'_>) -> Solution {
    let any = Universe {
        filled: false,
        ..filled
    };
    let (mut values, sure) = match several(asked, any) {
        Solution::Value(Value::Present(values)) => (values, true),
        Solution::Unsure(Value::Present(values)) => (values, false),
        other => return other,
    };
    let is_single = |(quantifier, ..): &AskedOf<'_>| *quantifier == Quantifier::Single;
    let sure = sure && !asked.iter().any(is_single);
    // One more value, that is not empty and in nobody's way.
    let others: Vec<_> = asked
        .iter()
        .filter(|(quantifier, _, _, wanted)| match quantifier {
            Quantifier::ForAllValues => *wanted,
            Quantifier::ForAnyValue => !*wanted,
            Quantifier::Single => false,
        })
        .map(|&(_, set, inside, wanted)| (set, inside == wanted))
        .collect();
    let sure = match filled.find(&others) {
        Found::Text(value) => {
            values.push(value);
            sure
        }
        Found::Unsure(value) => {
            values.push(value);
            false
        }
        Found::Nothing => return Solution::Nothing,
    };
    values.sort();
    values.dedup();
    match sure {
        true => Solution::Value(Value::Present(values)),
        false => Solution::Unsure(Value::Present(values)),
    }
}

/// The values of a key that may have several.
fn several(asked: &[AskedOf<'_>], universe: Universe<'_>) -> Solution {
    // What each value must be, and what at least one must be besides.
    let (mut each, mut some) = (Vec::new(), Vec::new());
    // An operator without a set prefix on several values: what AWS makes of
    // that is not documented, so it restricts nothing here.
    let mut sure = true;
    for &(quantifier, set, inside, wanted) in asked {
        let member = (set, inside == wanted);
        match (quantifier, wanted) {
            (Quantifier::ForAllValues, true) | (Quantifier::ForAnyValue, false) => {
                each.push(member);
            }
            (Quantifier::ForAllValues, false) | (Quantifier::ForAnyValue, true) => {
                some.push(member);
            }
            (Quantifier::Single, _) => sure = false,
        }
    }
    if !sure {
        // One value alone may do, and that is well defined.
        let alone = single(asked, universe);
        if matches!(alone, Solution::Value(_)) {
            return alone;
        }
    }
    let mut members = Vec::new();
    let wanted: Vec<_> = match some.is_empty() {
        true => vec![each],
        false => some
            .iter()
            .map(|&member| each.iter().copied().chain([member]).collect())
            .collect(),
    };
    for sets in wanted {
        match universe.find(&sets) {
            Found::Text(value) => members.push(value),
            Found::Unsure(value) => {
                sure = false;
                members.push(value);
            }
            Found::Nothing => return Solution::Nothing,
        }
    }
    members.sort();
    members.dedup();
    match sure {
        true => Solution::Value(Value::Present(members)),
        false => Solution::Unsure(Value::Present(members)),
    }
}
