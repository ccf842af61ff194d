//! Access: who may do what on each side, compared for every request at once.
//!
//! Owns: [`Access`] and how it is found. Refuses: to compare texts where sets of requests
//! are meant, and to leave out what it cannot compare.
//! Start reading at `compare`, then `shift.rs`.

mod admission;
mod beside;
mod classes;
mod difference;
mod grant;
mod layers;
mod merge;
mod shift;
mod systems;
mod tags;
mod ways;

pub use admission::{Admission, AdmissionKind, Entrance};
pub use difference::Delta;
pub use grant::{Example, Grant, Line};
pub use shift::{Shift, ShiftKind};
pub use systems::Visit;
pub use ways::{Who, WhoKind};

use crate::side::Side;

/// What a change does to access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Whose own policies, and ways to them, change.
    pub shifts: Vec<Shift>,
    /// Policies that let others in, and change.
    pub admissions: Vec<Admission>,
    /// Access to systems that decide for themselves.
    pub visits: Vec<Visit>,
    /// What has to do with access, changes and was not compared, in words.
    pub unknown: Vec<String>,
    /// How many users and roles were compared.
    pub compared: usize,
}

impl Access {
    /// Whether anybody gains anything, for certain.
    #[must_use]
    pub fn has_gain(&self) -> bool {
        self.shifts.iter().any(Shift::is_gain)
            || self
                .admissions
                .iter()
                .any(|one| one.lets_in.shown_by.is_some())
            || self.visits.iter().any(|visit| visit.new.is_some())
    }

    /// Whether anything about it is not known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        let unsure =
            |one: &Admission| !one.lets_in.unknown.is_empty() || !one.keeps_out.unknown.is_empty();
        !self.unknown.is_empty()
            || self.shifts.iter().any(Shift::is_unknown)
            || self.admissions.iter().any(unsure)
    }

    /// Whether it is proved that nobody gains anything.
    #[must_use]
    pub fn nobody_gains(&self) -> bool {
        !self.has_gain() && !self.is_unknown()
    }

    /// Whether it is proved that there is no change.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.unknown.is_empty()
            && self.shifts.is_empty()
            && self.admissions.is_empty()
            && self.visits.is_empty()
    }
}

/// Compares access.
pub(crate) fn compare(old: &Side<'_>, new: &Side<'_>) -> Access {
    let (shifts, compared) = shift::shifts(old, new);
    let mut unknown = beside::changed(old, new);
    unknown.extend(tags::changed(old, new));
    Access {
        shifts,
        admissions: admission::admissions(old, new),
        visits: systems::visits(old, new),
        unknown,
        compared,
    }
}
