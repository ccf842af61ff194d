//! Whether something holds, with the reasons where that is not known.

use std::collections::BTreeSet;

use crate::decide::{Decision, Truth};

/// Whether something holds, and what it depends on where that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) truth: Truth,
    pub(super) depends_on: BTreeSet<String>,
}

impl Judgement {
    pub(super) fn yes() -> Self {
        Self::from(Truth::True)
    }

    pub(super) fn no() -> Self {
        Self::from(Truth::False)
    }

    /// Not known, for this reason.
    pub(super) fn unknown(why: impl Into<String>) -> Self {
        Self {
            truth: Truth::Unknown,
            depends_on: BTreeSet::from([why.into()]),
        }
    }

    /// Both hold.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.truth = self.truth.and(other.truth);
        self.depends_on.extend(other.depends_on);
        self
    }

    pub(super) fn is_no(&self) -> bool {
        self.truth == Truth::False
    }

    pub(super) fn is_yes(&self) -> bool {
        self.truth == Truth::True
    }
}

impl From<Truth> for Judgement {
    fn from(truth: Truth) -> Self {
        Self {
            truth,
            depends_on: BTreeSet::new(),
        }
    }
}

impl From<Decision> for Judgement {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Allowed => Self::yes(),
            Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => Self::no(),
            Decision::Unknown(undecided) => Self {
                truth: Truth::Unknown,
                depends_on: undecided.words().collect(),
            },
        }
    }
}
