//! Where a pattern stands after some characters: the positions of its tokens
//! that may come next.
//!
//! Positions are sorted. Once a `*` that takes anything is reached, earlier
//! positions are dropped: whatever they would match, that `*` and what follows
//! it match too. So a state is small, and equal languages tend to be equal
//! states.

use super::pattern::{Pattern, Token};

/// The position of a token; the number of tokens once all are passed.
pub(super) type Position = usize;

/// Appends to `positions` where the pattern stands before the first character.
pub(super) fn start(pattern: &Pattern, positions: &mut Vec<Position>) {
    let from = positions.len();
    reach(pattern, 0, positions);
    settle(pattern, positions, from);
}

/// Appends to `next` where the pattern stands after `character`.
pub(super) fn advance(
    pattern: &Pattern,
    here: &[Position],
    character: char,
    next: &mut Vec<Position>,
) {
    let from = next.len();
    for &position in here {
        let Some(&token) = pattern.tokens().get(position) else {
            continue;
        };
        if !pattern.passes(token, character) {
            continue;
        }
        match token {
            Token::Many | Token::ManyInField => reach(pattern, position, next),
            Token::Exact(_) | Token::One | Token::OneInField => reach(pattern, position + 1, next),
        }
    }
    settle(pattern, next, from);
}

/// Whether the text may end here.
pub(super) fn accepts(pattern: &Pattern, here: &[Position]) -> bool {
    here.last()
        .is_some_and(|&last| last == pattern.tokens().len())
}

/// Whether every text may follow.
pub(super) fn accepts_all(pattern: &Pattern, here: &[Position]) -> bool {
    let tokens = pattern.tokens();
    tokens.last() == Some(&Token::Many) && here.iter().any(|&position| position + 1 == tokens.len())
}

/// Adds `position` and those behind tokens that may be left out.
fn reach(pattern: &Pattern, mut position: Position, positions: &mut Vec<Position>) {
    positions.push(position);
    while let Some(Token::Many | Token::ManyInField) = pattern.tokens().get(position) {
        position += 1;
        positions.push(position);
    }
}

/// Sorts what was added from `from` on, and drops what a later `*` covers.
fn settle(pattern: &Pattern, positions: &mut Vec<Position>, from: usize) {
    positions[from..].sort_unstable();
    let mut kept = from;
    for index in from..positions.len() {
        let position = positions[index];
        if kept > from && positions[kept - 1] == position {
            continue;
        }
        if pattern.tokens().get(position) == Some(&Token::Many) {
            kept = from;
        }
        positions[kept] = position;
        kept += 1;
    }
    positions.truncate(kept);
}
