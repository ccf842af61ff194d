//! Requests that contradict a claim.

use super::super::caller::Shape;
use super::super::difference::{Difference, newly_allowed, outside};
use super::super::piece::Piece;
use super::super::resources::look_alikes;
use super::super::sides::Boxes;
use super::super::space::{Dimension, Space, Test, Value};
use super::{Claim, Claimed, Lowered};

impl<'p> Claim<'p> {
    /// Requests of `start` that contradict the claim, on resources that can be.
    pub(super) fn violation(
        &self,
        shape: &Shape,
        start: &Piece,
        lowered: &mut Lowered<'p>,
    ) -> Difference {
        let Lowered {
            space,
            first,
            second,
        } = lowered;
        let (first, second) = (first.of(shape, space), second.of(shape, space));
        let mut starts = vec![start.clone()];
        let mut difference = Difference::None;
        while let Some(start) = starts.pop() {
            let found = self.violation_of(&start, &first, &second, space);
            match without_look_alikes(&start, &found, space) {
                Some(parts) => starts.extend(parts),
                None => difference = difference.or_else(|| found),
            }
        }
        difference
    }

    pub(super) fn violation_of(
        &self,
        start: &Piece,
        first: &Boxes,
        second: &Boxes,
        space: &mut Space,
    ) -> Difference {
        let mut difference = newly_allowed(start, second, first, space);
        if self.claimed == Claimed::Alike {
            difference = difference.or_else(|| newly_allowed(start, first, second, space));
            difference =
                difference.or_else(|| outside(start, &second.denies, &first.denies, space));
            difference =
                difference.or_else(|| outside(start, &first.denies, &second.denies, space));
        }
        difference
    }
}

/// The parts of `start` without the resources that the one found is among, if
/// no resource can be like it. `None` as well where `start` is such a part
/// already: then the one found is not certain.
fn without_look_alikes(start: &Piece, found: &Difference, space: &mut Space) -> Option<Vec<Piece>> {
    let Difference::Some(piece) = found else {
        return None;
    };
    let (like, real) = piece.values().find_map(|(dimension, value, _)| {
        match (space.dimension(dimension), value) {
            (Dimension::Resource, Value::Text(arn)) => look_alikes(arn),
            _ => None,
        }
    })?;
    let [like, real] = [like, real].map(|texts| space.ask(Dimension::Resource, Test::Texts(texts)));
    if start.decided(like) == Some(false) || start.decided(real) == Some(true) {
        return None;
    }
    let parts = [(like, false), (real, true)];
    Some(
        parts
            .into_iter()
            .filter_map(|part| start.with(part, space))
            .collect(),
    )
}
