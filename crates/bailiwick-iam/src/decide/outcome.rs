//! Truth values with or without the reasons for what is not known.
//!
//! Every rule that joins truths is written once, against [`Outcome`]. Deciding
//! uses bare [`Truth`]; only when the answer is `Unknown` is it worked out
//! again with [`Reasoned`], which remembers what it hangs on.

use super::{Truth, Undecided};

/// A truth value that can be joined with others.
pub(super) trait Outcome: Clone {
    /// `truth`, and what it hangs on if that is `Unknown`.
    fn of(truth: Truth, because: impl FnOnce(&mut Undecided)) -> Self;

    fn truth(&self) -> Truth;

    /// Both hold.
    fn and(self, other: Self) -> Self;

    /// At least one holds.
    fn or(self, other: Self) -> Self;

    /// `yes` where this holds, `no` where it does not.
    fn choose(self, yes: Self, no: Self) -> Self;

    fn certain(holds: bool) -> Self {
        Self::of(holds.into(), |_| {})
    }

    /// Not known, for a reason in words.
    fn unknown(reason: &str) -> Self {
        Self::of(Truth::Unknown, |undecided| {
            undecided.other.insert(reason.to_owned());
        })
    }
}

impl Outcome for Truth {
    #[inline]
    fn of(truth: Truth, _: impl FnOnce(&mut Undecided)) -> Self {
        truth
    }

    #[inline]
    fn truth(&self) -> Truth {
        *self
    }

    #[inline]
    fn and(self, other: Self) -> Self {
        self.min(other)
    }

    #[inline]
    fn or(self, other: Self) -> Self {
        self.max(other)
    }

    #[inline]
    fn choose(self, yes: Self, no: Self) -> Self {
        match self {
            Self::True => yes,
            Self::False => no,
            Self::Unknown if yes == no => yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A truth value and what it hangs on; nothing where it is known.
#[derive(Debug, Clone)]
pub(super) struct Reasoned {
    truth: Truth,
    undecided: Undecided,
}

impl Reasoned {
    pub(super) fn undecided(self) -> Undecided {
        self.undecided
    }

    /// `truth`, which hangs on all of `causes` that are not known.
    fn joined<const N: usize>(truth: Truth, causes: [Self; N]) -> Self {
        let mut undecided = Undecided::default();
        if truth == Truth::Unknown {
            for cause in causes {
                undecided.add(cause.undecided);
            }
        }
        Self { truth, undecided }
    }
}

impl Outcome for Reasoned {
    fn of(truth: Truth, because: impl FnOnce(&mut Undecided)) -> Self {
        let mut undecided = Undecided::default();
        if truth == Truth::Unknown {
            because(&mut undecided);
        }
        Self { truth, undecided }
    }

    fn truth(&self) -> Truth {
        self.truth
    }

    fn and(self, other: Self) -> Self {
        Self::joined(self.truth.and(other.truth), [self, other])
    }

    fn or(self, other: Self) -> Self {
        Self::joined(self.truth.or(other.truth), [self, other])
    }

    fn choose(self, yes: Self, no: Self) -> Self {
        match self.truth {
            Truth::True => yes,
            Truth::False => no,
            Truth::Unknown => {
                let truth = self.truth.choose(yes.truth, no.truth);
                Self::joined(truth, [self, yes, no])
            }
        }
    }
}
