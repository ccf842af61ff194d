//! What a change of an estate does to access and reach, not to its text.
//!
//! ```text
//! old Estate + Blueprint ─┐
//! new Estate + Blueprint ─┴─▶ two Sides ──compare──▶ Change (access · reach · verdicts)
//! ```
//!
//! Owns: the comparison, and what "no change" means. Refuses: files, clocks, networks; to
//! decide requests or packets, which the engines do; to print.
//! Start reading at [`Change::between`], then `access/shift.rs`.
//!
//! Invariant: that there is no change is a proof, too. What was not given, could not be
//! decided or is not modelled is unknown and names itself.

pub mod access;
pub mod reach;
mod side;
mod verdicts;

use bailiwick_controls::Judgement;

pub use access::Access;
pub use reach::Reach;
pub use side::Side;
pub use verdicts::Flip;

/// What a change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// To who may do what.
    pub access: Access,
    /// To which packets get where.
    pub reach: Reach,
    /// To the verdicts on controls: what got worse first.
    pub verdicts: Vec<Flip>,
    /// How many controls were judged on either side.
    pub controls: (usize, usize),
}

impl Change {
    /// What happens from one side to the other; each comes with what its controls are judged
    /// to be.
    #[must_use]
    pub fn between(
        (old, judged_old): (&Side<'_>, &[Judgement<'_>]),
        (new, judged_new): (&Side<'_>, &[Judgement<'_>]),
    ) -> Self {
        Self {
            access: access::compare(old, new),
            reach: reach::compare(old, new),
            verdicts: verdicts::flips(judged_old, judged_new),
            controls: (judged_old.len(), judged_new.len()),
        }
    }

    /// Whether anybody gains access, anything opens, or a verdict gets worse, for certain.
    #[must_use]
    pub fn has_gain(&self) -> bool {
        self.access.has_gain()
            || !self.reach.opens.is_empty()
            || self.verdicts.iter().any(Flip::is_worse)
    }

    /// Whether that is not known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.access.is_unknown() || !self.reach.unknown.is_empty()
    }
}
