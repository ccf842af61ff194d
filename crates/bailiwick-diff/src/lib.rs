//! What a change of an estate does to access and reach, not to its text.
//!
//! ```text
//! old Estate + Blueprint ─┐
//! new Estate + Blueprint ─┴─▶ two Sides ──compare──▶ Change (access · reach · verdicts)
//! ```
//!
//! Owns: the comparison, and what "no change" means. Refuses: files, clocks, networks; to
//! decide requests or packets, which the engines do; to print, though it says in words what
//! happens ([`told`]).
//! Start reading at [`Change::between`], then `access/shift.rs`.
//!
//! Invariant: that there is no change is a proof, too. What was not given, could not be
//! decided or is not modelled is unknown and names itself.

pub mod access;
pub mod reach;
mod side;
pub mod told;
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
    /// What those were compared by.
    pub judged: Judged,
}

/// What verdicts are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// So many controls of the old side, and so many of the new.
    Both(usize, usize),
    /// Both sides say the same to the letter, and are judged the same.
    Alike,
    /// Nobody asked.
    NotAsked,
}

impl Change {
    /// What happens to access and reach from one side to the other.
    #[must_use]
    pub fn between(old: &Side<'_>, new: &Side<'_>) -> Self {
        Self {
            access: access::compare(old, new),
            reach: reach::compare(old, new),
            verdicts: Vec::new(),
            judged: Judged::NotAsked,
        }
    }

    /// The same change with what the controls of both sides are judged to be.
    #[must_use]
    pub fn judged(mut self, old: &[Judgement<'_>], new: &[Judgement<'_>]) -> Self {
        self.verdicts = verdicts::flips(old, new);
        self.judged = Judged::Both(old.len(), new.len());
        self
    }

    /// The same change between sides that say the same to the letter.
    #[must_use]
    pub fn alike(mut self) -> Self {
        self.judged = Judged::Alike;
        self
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
