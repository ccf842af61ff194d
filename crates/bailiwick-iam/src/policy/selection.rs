//! Patterns that select, or all but those that they match.

use std::collections::BTreeSet;

/// The value of `Action` and `Resource`, or of `NotAction` and `NotResource`.
///
/// One type for both, because a statement has exactly one of the two
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selection {
    /// What at least one pattern matches.
    Only(BTreeSet<String>),
    /// What no pattern matches.
    AllExcept(BTreeSet<String>),
}

impl Selection {
    /// What at least one of `patterns` matches.
    pub fn only<T: Into<String>>(patterns: impl IntoIterator<Item = T>) -> Self {
        Self::Only(patterns.into_iter().map(Into::into).collect())
    }

    /// What none of `patterns` matches.
    pub fn all_except<T: Into<String>>(patterns: impl IntoIterator<Item = T>) -> Self {
        Self::AllExcept(patterns.into_iter().map(Into::into).collect())
    }

    /// The patterns, whichever way they are meant.
    pub fn patterns(&self) -> &BTreeSet<String> {
        match self {
            Self::Only(patterns) | Self::AllExcept(patterns) => patterns,
        }
    }
}
