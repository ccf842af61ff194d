//! Values of variables worth trying when a witness is looked for.
//!
//! Nothing is proved with them: they only decide which requests are tried.

use std::collections::{BTreeMap, BTreeSet};

use crate::policy::{Policy, Selection};

use super::super::caller::{Shape, is_absent, is_among, user_called};
use super::super::piece::Piece;
use super::super::space::{Dimension, Space, Test};
use super::super::text::{Pattern, Texts};
use super::Claim;

/// Values of keys in lower case; `None`: the key is absent.
pub(super) type Values = BTreeMap<String, Option<String>>;

/// How many combinations are tried.
const MOST_COMBINATIONS: usize = 150;

/// Combinations of values for the variables of these keys; one without any if
/// there are no variables.
pub(super) fn candidates<'k>(
    claim: &Claim<'_>,
    shapes: &[Shape],
    keys: impl Iterator<Item = &'k str>,
) -> Vec<Values> {
    let keys: BTreeSet<&str> = keys.collect();
    let words = words(claim.policies());
    let mut combinations = vec![Values::new()];
    for key in keys {
        let mut values: Vec<Option<String>> = shapes
            .iter()
            .filter_map(|shape| shape.text_of(key))
            .map(Some)
            .collect();
        // Two, so that two keys can differ.
        let examples = match key.ends_with("account") {
            true => ["111122223333", "444455556666"],
            false => ["example", "another"],
        };
        values.extend(examples.map(|word| Some(word.to_owned())));
        values.push(None);
        values.extend(words.iter().cloned().map(Some));
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(value.clone()));
        combinations = values
            .iter()
            .flat_map(|value| {
                combinations.iter().map(move |others| {
                    let mut values = others.clone();
                    values.insert(key.to_owned(), value.clone());
                    values
                })
            })
            .take(MOST_COMBINATIONS)
            .collect();
    }
    combinations
}

/// The callers to be tried with these values: where the name of a user is one
/// of them, a user of that name first.
pub(super) fn callers_for(values: &Values, shapes: &[Shape]) -> Vec<Shape> {
    let account = shapes
        .iter()
        .find_map(|shape| shape.caller.as_ref()?.account());
    let name = values.get("aws:username").and_then(Option::as_deref);
    let user = name
        .zip(account)
        .map(|(name, account)| user_called(name, account));
    user.into_iter().chain(shapes.iter().cloned()).collect()
}

/// The part of `piece` where the keys have these values.
pub(super) fn fix(values: &Values, piece: Piece, space: &mut Space) -> Option<Piece> {
    values.iter().try_fold(piece, |piece, (key, value)| {
        let test = match value {
            Some(value) => is_among(Texts(vec![Pattern::literal(value)])),
            None => is_absent(),
        };
        let id = space.ask(Dimension::Key(key.clone()), Test::Key(test));
        piece.with((id, true), space)
    })
}

/// The words between the separators of resources and condition values: what a
/// variable would have to be for two of them to meet.
fn words<'p>(policies: impl Iterator<Item = &'p Policy>) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for statement in policies.flat_map(|policy| &policy.statements) {
        let resources = statement.resource.iter().flat_map(Selection::patterns);
        let values = statement
            .condition
            .tests()
            .flat_map(|(_, _, values)| values);
        for text in resources.chain(values).filter(|text| !text.contains("${")) {
            words.insert(text.clone());
            words.extend(text.split(['/', ':', '*', '?']).map(str::to_owned));
        }
    }
    words.retain(|word| !word.is_empty() && !word.contains(['*', '?']));
    words
}
