//! Shortcuts before the exact search: what can be seen from how patterns
//! begin and end, and texts worth a try.
//!
//! Everything here is sound by itself: a text that is tried is tested against
//! every set, and a pattern is left away only where it plainly cannot matter.

use super::Signed;
use super::pattern::{Pattern, Token};
use super::search::Alphabet;

/// What stands for a `*` in the texts that are tried, in turn.
const FILLINGS: [&str; 4] = ["example", "", "x", "zq7"];

/// The text that is in the right sets, of those that `pattern` suggests.
pub(super) fn try_filled(pattern: &Pattern, sets: &[Signed<'_>]) -> Option<String> {
    FILLINGS
        .iter()
        .map(|filling| filled(pattern, filling))
        .find(|text| fits(text, sets))
}

/// How many patterns of a set suggest texts, before all are followed.
const SUGGESTING: usize = 3;

/// The text that is in the right sets, of those that the first patterns of
/// each set suggest: where sets are large and there is a text at all, it is
/// often one of these.
pub(super) fn try_suggested(sets: &[Signed<'_>], alphabet: Alphabet) -> Option<String> {
    let inside = sets.iter().filter(|(_, inside)| *inside);
    inside
        .flat_map(|(texts, _)| texts.0.iter().take(SUGGESTING))
        .filter_map(|pattern| try_filled(pattern, sets))
        .find(|text| alphabet.has_all(text))
}

/// Whether `text` is in every set it should be in, and in no other.
pub(super) fn fits(text: &str, sets: &[Signed<'_>]) -> bool {
    sets.iter()
        .all(|(texts, inside)| texts.contains(text) == *inside)
}

fn filled(pattern: &Pattern, filling: &str) -> String {
    let mut text = String::new();
    let mut tokens = pattern.tokens().iter().peekable();
    while let Some(token) = tokens.next() {
        let before_many = matches!(tokens.peek(), Some(Token::Many | Token::ManyInField));
        match token {
            Token::Exact(character) => text.push(*character),
            // The filling is at least one character itself.
            Token::One | Token::OneInField if before_many && !filling.is_empty() => {}
            Token::One | Token::OneInField => text.push('x'),
            Token::Many | Token::ManyInField => text.push_str(filling),
        }
    }
    text
}

/// Whether the two begin or end with different characters, so that no text
/// matches both.
pub(super) fn plainly_apart(one: &Pattern, other: &Pattern) -> bool {
    let differ = |(one, other): (&Token, &Token)| match (one, other) {
        (Token::Exact(left), Token::Exact(right)) => Some(!left.eq_ignore_ascii_case(right)),
        // Nothing can be said beyond the first wildcard.
        _ => None,
    };
    let first_difference = |pairs: &mut dyn Iterator<Item = (&Token, &Token)>| {
        pairs.map_while(differ).any(|differs| differs)
    };
    first_difference(&mut one.tokens().iter().zip(other.tokens()))
        || first_difference(&mut one.tokens().iter().rev().zip(other.tokens().iter().rev()))
}

/// Whether `wide` is a text with `*` after it, and `narrow` begins with that
/// text; or they are the same.
pub(super) fn plainly_covers(wide: &Pattern, narrow: &Pattern) -> bool {
    if wide == narrow {
        return true;
    }
    let Some((Token::Many, prefix)) = wide.tokens().split_last() else {
        return false;
    };
    narrow.tokens().len() >= prefix.len()
        && prefix.iter().zip(narrow.tokens()).all(|pair| match pair {
            (Token::Exact(wanted), Token::Exact(character)) if wide.is_folded() => {
                wanted.eq_ignore_ascii_case(character)
            }
            (Token::Exact(wanted), Token::Exact(character)) => {
                wanted == character && !narrow.is_folded()
            }
            _ => false,
        })
}
