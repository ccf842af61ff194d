//! What one side allows and another does not: the violations of a claim.

use super::piece::Piece;
use super::remainder::{Remainder, remainder};
use super::sides::Boxes;
use super::space::{Literals, Space};

/// What is found.
#[derive(Debug)]
pub(super) enum Difference {
    /// Whatever one allows, the other allows.
    None,
    /// Requests of this piece are a difference; if the piece is sure, its own
    /// request is.
    Some(Piece),
    /// It took too many steps.
    GaveUp,
}

impl Difference {
    /// This, or what `other` finds if that says more.
    pub(super) fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Some(piece) if piece.is_sure() => Self::Some(piece),
            Self::None => other(),
            unsure => match other() {
                Self::Some(piece) if piece.is_sure() => Self::Some(piece),
                _ => unsure,
            },
        }
    }
}

/// Looks within `start` for what `new` allows and `old` does not.
///
/// That is what a statement of `new` allows and none of it denies, and either
/// no statement of `old` allows, or one of it denies.
pub(super) fn newly_allowed(
    start: &Piece,
    new: &Boxes,
    old: &Boxes,
    space: &mut Space,
) -> Difference {
    let mut search = Search::default();
    for allowed in &new.allows {
        let Some(piece) = start.with_all(allowed, space) else {
            continue;
        };
        let taken = new.denies.iter().chain(&old.allows).collect();
        if search.found(piece.clone(), &taken, space) {
            break;
        }
        let denied = |denied: &Literals| piece.with_all(denied, space);
        let pieces: Vec<Piece> = old.denies.iter().filter_map(denied).collect();
        let taken = new.denies.iter().collect();
        if pieces
            .into_iter()
            .any(|piece| search.found(piece, &taken, space))
        {
            break;
        }
    }
    search.difference()
}

/// Looks within `start` for what one of `some` has and none of `others`.
pub(super) fn outside(
    start: &Piece,
    some: &[Literals],
    others: &[Literals],
    space: &mut Space,
) -> Difference {
    let mut search = Search::default();
    let others = others.iter().collect();
    for literals in some {
        if let Some(piece) = start.with_all(literals, space)
            && search.found(piece, &others, space)
        {
            break;
        }
    }
    search.difference()
}

#[derive(Default)]
struct Search {
    found: Option<Piece>,
    gave_up: bool,
}

impl Search {
    /// Whether something sure is left of `piece`.
    fn found(&mut self, piece: Piece, taken: &Vec<&Literals>, space: &mut Space) -> bool {
        match remainder(piece, taken, space) {
            Remainder::Nothing => false,
            Remainder::GaveUp => {
                self.gave_up = true;
                false
            }
            Remainder::Piece(piece) => {
                let sure = piece.is_sure();
                if sure || self.found.is_none() {
                    self.found = Some(piece);
                }
                sure
            }
        }
    }

    fn difference(self) -> Difference {
        match (self.found, self.gave_up) {
            (Some(piece), _) => Difference::Some(piece),
            (None, true) => Difference::GaveUp,
            (None, false) => Difference::None,
        }
    }
}
