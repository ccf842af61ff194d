//! Where something stands: in a policy value, and in the text it was read from.

use std::collections::BTreeMap;

/// A range of bytes in the text of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A place in a policy value: a statement, and the names that lead to a value
/// in it, the value itself last: `Condition`, `StringEquals`, `aws:username`, `ada`.
///
/// Values of a policy are sets, so a value is its own address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    statement: Option<usize>,
    path: Vec<String>,
}

impl Place {
    /// The whole document.
    pub fn document() -> Self {
        Self::default()
    }

    /// The statement at this position, from 0.
    pub fn statement(position: usize) -> Self {
        Self {
            statement: Some(position),
            path: Vec::new(),
        }
    }

    /// What is called, or is, `name` in this place.
    #[must_use]
    pub fn within(mut self, name: impl Into<String>) -> Self {
        self.path.push(name.into());
        self
    }

    /// The position of the statement, where the place is in one.
    pub fn position(&self) -> Option<usize> {
        self.statement
    }

    /// The names that lead to the place.
    pub fn path(&self) -> &[String] {
        &self.path
    }

    /// The next larger place; `None` for the document.
    fn around(&self) -> Option<Self> {
        let mut wider = self.clone();
        if wider.path.pop().is_none() {
            wider.statement.take()?;
        }
        Some(wider)
    }
}

/// Where each place of a policy stands in its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spans(BTreeMap<Place, Span>);

impl Spans {
    /// The span of a place, or of the nearest place around it that the text has.
    pub fn of(&self, place: &Place) -> Span {
        let mut place = place.clone();
        loop {
            if let Some(span) = self.0.get(&place) {
                return *span;
            }
            match place.around() {
                Some(wider) => place = wider,
                None => return Span::default(),
            }
        }
    }

    /// Notes a place; of one that is written twice, the first.
    pub(crate) fn note(&mut self, place: Place, span: Span) {
        self.0.entry(place).or_insert(span);
    }

    /// Forgets a statement and all in it.
    pub(crate) fn forget(&mut self, statement: usize) {
        let of_statement = Place::statement(statement)..Place::statement(statement + 1);
        let places = self.0.range(of_statement).map(|(place, _)| place.clone());
        for place in places.collect::<Vec<Place>>() {
            self.0.remove(&place);
        }
    }

    /// Every place with its span.
    pub fn iter(&self) -> impl Iterator<Item = (&Place, Span)> {
        self.0.iter().map(|(place, span)| (place, *span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_place_is_where_its_surroundings_are() {
        let mut spans = Spans::default();
        let whole = Span { start: 0, end: 99 };
        let action = Span { start: 5, end: 9 };
        spans.note(Place::document(), whole);
        spans.note(Place::statement(0).within("Action"), action);
        let inside = Place::statement(0).within("Action").within("s3:Get*");
        assert_eq!(spans.of(&inside), action);
        assert_eq!(spans.of(&Place::statement(1).within("Action")), whole);
        spans.forget(0);
        assert_eq!(spans.of(&inside), whole);
    }
}
