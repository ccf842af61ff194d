//! What is left of a box when others are taken away: all of the proof's
//! reasoning is this one question.
//!
//! Each piece comes with a request that is in it. If no box has the request,
//! it is the answer. If one has, the piece is cut along that box's sides: the
//! parts outside are looked at in turn, the part inside is gone. Every cut
//! decides one question more for the whole piece, so this ends. A piece whose
//! request is not certain is the answer only if no certain one is found.

use super::piece::Piece;
use super::space::{Literals, Space};

/// What is left.
#[derive(Debug)]
pub(super) enum Remainder {
    /// Nothing: the boxes cover the piece.
    Nothing,
    /// This piece, of which no box has the request.
    Piece(Piece),
    /// It took too many steps.
    GaveUp,
}

/// Looks for what `boxes` leave of `piece`.
pub(super) fn remainder(piece: Piece, boxes: &[&Literals], space: &mut Space) -> Remainder {
    if !space.budget().take(1 + boxes.len()) {
        return Remainder::GaveUp;
    }
    let boxes: Vec<&Literals> = boxes
        .iter()
        .copied()
        .filter(|sides| {
            sides
                .iter()
                .all(|&(id, wanted)| piece.decided(id) != Some(!wanted))
        })
        .collect();
    let undecided = |sides: &Literals| {
        sides
            .iter()
            .filter(|&&(id, _)| piece.decided(id).is_none())
            .count()
    };
    let around = boxes
        .iter()
        .copied()
        .filter(|sides| has_request(&piece, sides, space))
        .min_by_key(|sides| undecided(sides));
    let Some(around) = around else {
        return Remainder::Piece(piece);
    };
    let mut inside = piece;
    let mut perhaps = None;
    for &(id, wanted) in around {
        if inside.decided(id) == Some(wanted) {
            continue;
        }
        if let Some(outside) = inside.with((id, !wanted), space) {
            match remainder(outside, &boxes, space) {
                Remainder::Nothing => {}
                Remainder::Piece(piece) if !piece.is_sure() => perhaps = Some(piece),
                found => return found,
            }
        }
        match inside.with((id, wanted), space) {
            Some(piece) => inside = piece,
            // What was not sure to be inside is not.
            None => break,
        }
    }
    perhaps.map_or(Remainder::Nothing, Remainder::Piece)
}

/// Whether the piece's request is in the box. Dimensions that nothing was
/// asked of may be anything: they are taken to be inside, and the cut decides.
fn has_request(piece: &Piece, sides: &Literals, space: &Space) -> bool {
    sides.iter().all(|&(id, wanted)| {
        piece
            .answer(id, space)
            .is_none_or(|answer| answer == wanted)
    })
}
