//! Finding a text, and what variables make of that.
//!
//! Without variables the answer is exact. A variable may be any text, which no
//! request's other values need to agree with here, so a pattern with one is a
//! different set in each request. Nothing is answered only where it holds for
//! every value of every variable, by one of two arguments:
//!
//! 1. No text is found although each variable inside may be any text, and
//!    sets outside lose their patterns with variables: the sets inside only
//!    grew, those outside only shrank.
//! 2. Of the sets inside only one is kept, and the variables are symbols. If a
//!    value made a text of that set escape the sets outside, the same text with
//!    the symbol in the value's place would escape them too: a symbol is
//!    matched only by itself and by `*`, which match the value as well. (With
//!    two sets inside this does not hold: the value might be what the second
//!    asks for.)
//!
//! A variable that cannot be resolved matches nothing, which both cover.

use std::cmp::Reverse;

use super::super::budget::Budget;
use super::candidates::{fits, plainly_apart, plainly_covers, try_filled, try_suggested};
use super::pattern::{Pattern, Token};
use super::search::{Alphabet, Searched, search};
use super::{Signed, Texts};

/// What is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::prove) enum Found {
    /// This text is in the right sets.
    Text(String),
    /// No text is.
    Nothing,
    /// A text may be, depending on the values of variables, or there were too
    /// many possibilities. With it something like such a text.
    Unsure(String),
}

/// A text that is in every set signed `true` and in none signed `false`.
pub(in crate::prove) fn find(sets: &[Signed<'_>], alphabet: Alphabet, budget: &Budget) -> Found {
    if !sets.iter().any(|(texts, _)| texts.has_symbols()) {
        return find_plain(sets, alphabet, budget);
    }
    let widened: Vec<(Texts, bool)> = sets
        .iter()
        .map(|&(texts, inside)| (without_symbols(texts, inside), inside))
        .collect();
    let widened: Vec<Signed<'_>> = widened
        .iter()
        .map(|(texts, inside)| (texts, *inside))
        .collect();
    let (Found::Text(text) | Found::Unsure(text)) = find_plain(&widened, alphabet, budget) else {
        return Found::Nothing;
    };
    let mut likeness = text;
    for &kept in sets
        .iter()
        .filter(|(texts, inside)| *inside && texts.has_symbols())
    {
        let outside = sets.iter().copied().filter(|(_, inside)| !inside);
        let narrowed: Vec<Signed<'_>> = std::iter::once(kept).chain(outside).collect();
        match find_plain(&narrowed, alphabet, budget) {
            Found::Nothing => return Found::Nothing,
            Found::Text(text) | Found::Unsure(text) => likeness = text,
        }
    }
    Found::Unsure(likeness)
}

fn without_symbols(texts: &Texts, inside: bool) -> Texts {
    let patterns = texts.0.iter();
    Texts(match inside {
        true => patterns.map(Pattern::widened).collect(),
        false => patterns
            .filter(|pattern| !pattern.has_symbols())
            .cloned()
            .collect(),
    })
}

/// As [`find`], with symbols as characters like others.
fn find_plain(sets: &[Signed<'_>], alphabet: Alphabet, budget: &Budget) -> Found {
    let inside = sets.iter().filter(|(_, inside)| *inside);
    let everything = Texts(vec![Pattern::new([Token::Many])]);
    let smallest = inside
        .map(|(texts, _)| *texts)
        .min_by_key(|texts| {
            // Texts to be tried one by one are best, then few long patterns.
            let shortest = texts.0.iter().map(|pattern| pattern.tokens().len()).min();
            let is_finite = texts.0.iter().all(is_one_text);
            (!is_finite, texts.0.len(), Reverse(shortest))
        })
        .unwrap_or(&everything);
    let patterns: usize = sets.iter().map(|(texts, _)| texts.0.len()).sum();
    if budget.take(patterns)
        && let Some(text) = try_suggested(sets, alphabet)
    {
        return Found::Text(text);
    }
    let mut unsure = None;
    for pattern in &smallest.0 {
        if !budget.take(1 + patterns) {
            return Found::Unsure(String::new());
        }
        match find_within(pattern, sets, alphabet, budget) {
            Found::Text(text) => return Found::Text(text),
            Found::Unsure(text) => unsure = Some(text),
            Found::Nothing => {}
        }
    }
    unsure.map_or(Found::Nothing, Found::Unsure)
}

fn is_one_text(pattern: &Pattern) -> bool {
    !pattern.is_folded() && pattern.as_literal().is_some()
}

/// As [`find_plain`], of the texts that `pattern` matches.
fn find_within(
    pattern: &Pattern,
    sets: &[Signed<'_>],
    alphabet: Alphabet,
    budget: &Budget,
) -> Found {
    if is_one_text(pattern) {
        let text = pattern.as_literal().unwrap_or_default();
        let found = alphabet.has_all(&text) && fits(&text, sets);
        return found.then_some(text).map_or(Found::Nothing, Found::Text);
    }
    let own = Texts(vec![pattern.clone()]);
    let mut near = vec![(own, true)];
    for (texts, inside) in sets {
        let met = texts
            .0
            .iter()
            .filter(|other| !plainly_apart(pattern, other));
        let met: Vec<Pattern> = met.cloned().collect();
        let covered = met.iter().any(|other| plainly_covers(other, pattern));
        match (inside, covered) {
            (true, true) => {}
            (false, true) => return Found::Nothing,
            (true, false) if met.is_empty() => return Found::Nothing,
            (false, false) if met.is_empty() => {}
            _ => near.push((Texts(met), *inside)),
        }
    }
    let near: Vec<Signed<'_>> = near
        .iter()
        .map(|(texts, inside)| (texts, *inside))
        .collect();
    if let Some(text) = try_filled(pattern, &near).filter(|text| alphabet.has_all(text)) {
        return Found::Text(text);
    }
    match search(&near, alphabet, budget) {
        Searched::Text(text) => Found::Text(text),
        Searched::Nothing => Found::Nothing,
        Searched::GaveUp => Found::Unsure(pattern.as_literal().unwrap_or_default()),
    }
}
