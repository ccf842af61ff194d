//! A part of all requests: a box, with a request that is in it.

use std::rc::Rc;

use super::space::{Answer, Literal, Solution, Space, TestId, Value};

/// What is asked of one dimension, with a value that answers so.
#[derive(Debug)]
struct Side {
    /// Sorted.
    answers: Vec<Answer>,
    value: Value,
    /// Whether the value is certain to answer so.
    sure: bool,
}

/// A box that is not known to be empty. Dimensions that nothing is asked of
/// have no side.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    sides: Vec<Option<Rc<Side>>>,
}

impl Piece {
    /// The part of this piece with all these answers, unless it is empty.
    pub(super) fn with_all(&self, literals: &[Literal], space: &mut Space) -> Option<Self> {
        literals
            .iter()
            .try_fold(self.clone(), |piece, &literal| piece.with(literal, space))
    }

    /// The part of this piece with this answer, unless it is empty.
    pub(super) fn with(&self, (id, wanted): Literal, space: &mut Space) -> Option<Self> {
        if let Some(answer) = self.decided(id) {
            return (answer == wanted).then(|| self.clone());
        }
        let side = self.side(id.dimension);
        let mut answers = side.map(|side| side.answers.clone()).unwrap_or_default();
        let place = answers.partition_point(|&(test, _)| test < id.test);
        answers.insert(place, (id.test, wanted));
        let keeps = side.filter(|side| side.sure && space.answer(id, &side.value) == Some(wanted));
        let (value, sure) = match keeps {
            Some(side) => (side.value.clone(), true),
            None => match space.solve(id.dimension, &answers) {
                Solution::Value(value) => (value, true),
                Solution::Unsure(value) => (value, false),
                Solution::Nothing => return None,
            },
        };
        let mut piece = self.clone();
        if piece.sides.len() <= id.dimension {
            piece.sides.resize(id.dimension + 1, None);
        }
        piece.sides[id.dimension] = Some(Rc::new(Side {
            answers,
            value,
            sure,
        }));
        Some(piece)
    }

    /// The answer that the whole piece gives, if it was asked.
    pub(super) fn decided(&self, id: TestId) -> Option<bool> {
        let answers = &self.side(id.dimension)?.answers;
        let place = answers
            .binary_search_by_key(&id.test, |&(test, _)| test)
            .ok()?;
        Some(answers[place].1)
    }

    /// The answer that its request gives.
    pub(super) fn answer(&self, id: TestId, space: &Space) -> Option<bool> {
        self.decided(id)
            .or_else(|| space.answer(id, &self.side(id.dimension)?.value))
    }

    /// The value of each dimension that was asked something, and whether it
    /// is certain to answer as wanted.
    pub(super) fn values(&self) -> impl Iterator<Item = (usize, &Value, bool)> {
        let sides = self.sides.iter().enumerate();
        sides.filter_map(|(dimension, side)| {
            let side = side.as_ref()?;
            Some((dimension, &side.value, side.sure))
        })
    }

    /// Whether its request is certain to be in it.
    pub(super) fn is_sure(&self) -> bool {
        self.values().all(|(_, _, sure)| sure)
    }

    fn side(&self, dimension: usize) -> Option<&Side> {
        self.sides.get(dimension)?.as_deref()
    }
}
