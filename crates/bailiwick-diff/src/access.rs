//! Access: who may do what on each side, compared for every request at once.
//!
//! Owns: [`Access`] and how it is found. Refuses: to compare texts where sets of requests
//! are meant, and to leave out what it cannot compare.
//! Start reading at [`compare`].

mod classes;
mod difference;
mod grant;
mod layers;
mod shift;
mod ways;

pub use difference::Delta;
pub use grant::{Example, Grant, Line};
pub use shift::{Shift, ShiftKind};
pub use ways::{Who, WhoKind};

use crate::side::Side;

/// What a change does to access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Who gains or loses what, or may do so: those who gain first.
    pub shifts: Vec<Shift>,
    /// What could not be compared, in words.
    pub unknown: Vec<String>,
    /// How many users and roles were compared.
    pub compared: usize,
}

impl Access {
    /// Whether it is proved that nobody gains anything.
    #[must_use]
    pub fn nobody_gains(&self) -> bool {
        self.unknown.is_empty()
            && self
                .shifts
                .iter()
                .all(|shift| !shift.is_gain() && !shift.is_unknown())
    }

    /// Whether it is proved that there is no change.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.unknown.is_empty() && self.shifts.is_empty()
    }
}

/// Compares access.
pub(crate) fn compare(old: &Side<'_>, new: &Side<'_>) -> Access {
    let (shifts, compared) = shift::shifts(old, new);
    Access {
        shifts,
        unknown: Vec::new(),
        compared,
    }
}
