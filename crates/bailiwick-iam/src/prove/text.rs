//! Sets of texts: globs as regular languages, exactly.
//!
//! Owns [`Pattern`] (one glob as tokens), [`Texts`] (what at least one of
//! several patterns matches) and [`find`], which finds a text in and outside
//! given sets, or shows that there is none. It knows nothing of policies.
//!
//! A policy variable stands in a pattern as one *symbol*: a character of its
//! own for each variable, which only itself and a `*` match. What that makes
//! sound is told at [`mod@symbolic`].

mod candidates;
mod cursor;
mod pattern;
mod search;
mod symbolic;

pub(super) use pattern::{Pattern, Token, is_symbol, symbol};
pub(super) use search::Alphabet;
pub(super) use symbolic::{Found, find};

/// What at least one pattern matches; without patterns, nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Texts(pub(super) Vec<Pattern>);

impl Texts {
    /// Whether `text` is one of them.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.0.iter().any(|pattern| pattern.matches(text))
    }

    fn has_symbols(&self) -> bool {
        self.0.iter().any(Pattern::has_symbols)
    }
}

/// A set, and whether the text is to be inside or outside of it.
pub(super) type Signed<'t> = (&'t Texts, bool);

#[cfg(test)]
mod tests;
