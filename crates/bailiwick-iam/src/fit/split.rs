//! Cutting a statement that is too large for one policy.
//!
//! Exact for the same reason as merging: each piece has a part of the actions
//! (or resources) and everything else whole.

use std::collections::BTreeSet;

use super::merge::{actions, resources};
use super::sids::Sids;
use super::{TooLarge, envelope, size_of};
use crate::policy::Statement;

/// How many characters the number of a piece may add to its label.
const NUMBER: usize = 4;

/// Cuts `statement` into pieces of at most `room` characters.
pub(super) fn split(
    statement: Statement,
    room: usize,
    sids: &mut Sids,
) -> Result<Vec<Statement>, TooLarge> {
    if size_of(&statement) <= room {
        return Ok(vec![statement]);
    }
    let room_for_piece = match &statement.sid {
        Some(_) => room.saturating_sub(NUMBER),
        None => room,
    };
    let mut pieces = Vec::new();
    cut(statement, room_for_piece, &mut pieces).map_err(|statement| TooLarge {
        size: size_of(&statement) + envelope(),
        limit: room + envelope(),
        statement,
    })?;
    for piece in &mut pieces {
        piece.sid = piece.sid.as_ref().and_then(|whole| sids.for_piece(whole));
    }
    Ok(pieces)
}

type PatternsOf = fn(&mut Statement) -> Option<&mut BTreeSet<String>>;

/// Adds pieces that fit to `pieces`, or gives back the one that cannot be cut.
fn cut(
    mut statement: Statement,
    room: usize,
    pieces: &mut Vec<Statement>,
) -> Result<(), Box<Statement>> {
    if size_of(&statement) <= room {
        pieces.push(statement);
        return Ok(());
    }
    let lists: [PatternsOf; 2] = [actions, resources];
    let mut lists = lists.map(|list| (length(list(&mut statement)), list));
    lists.sort_by_key(|(length, _)| *length);
    let [(shorter_length, shorter), (longer_length, longer)] = lists;
    let parts = if shorter_length * 2 > room {
        // Both lists are long. Beside half a policy of one there is room for
        // half a policy of the other, which needs the fewest pieces.
        parts_within(&mut statement, shorter, shorter_length.div_ceil(2))
    } else if longer_length > 0 {
        let rest = size_of(&statement) - longer_length;
        parts_within(&mut statement, longer, room.saturating_sub(rest))
    } else {
        return Err(Box::new(statement));
    };
    for part in parts {
        let mut piece = statement.clone();
        let list = if shorter_length * 2 > room {
            shorter
        } else {
            longer
        };
        if let Some(patterns) = list(&mut piece) {
            *patterns = part;
        }
        cut(piece, room, pieces)?;
    }
    Ok(())
}

/// The characters of a list that can be cut; 0 for one that cannot.
fn length(patterns: Option<&mut BTreeSet<String>>) -> usize {
    match patterns {
        Some(patterns) if patterns.len() > 1 => patterns.iter().map(|text| cost(text)).sum(),
        _ => 0,
    }
}

/// Divides a list, in order, into parts of at most `room` characters, or of
/// one pattern; and into two at least.
fn parts_within(statement: &mut Statement, list: PatternsOf, room: usize) -> Vec<BTreeSet<String>> {
    let mut parts: Vec<BTreeSet<String>> = Vec::new();
    let mut used = 0;
    for pattern in list(statement).map(std::mem::take).unwrap_or_default() {
        let cost = cost(&pattern);
        match parts.last_mut() {
            Some(part) if used + cost <= room => {
                part.insert(pattern);
                used += cost;
            }
            _ => {
                parts.push(BTreeSet::from([pattern]));
                used = cost;
            }
        }
    }
    parts
}

/// What a pattern takes in a list: its JSON text and a comma.
fn cost(pattern: &str) -> usize {
    serde_json::Value::from(pattern).to_string().len() + 1
}
