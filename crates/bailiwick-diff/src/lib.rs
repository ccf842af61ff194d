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
mod side;

pub use access::Access;
pub use side::Side;

/// What a change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// To who may do what.
    pub access: Access,
}

impl Change {
    /// What happens from one side to the other.
    #[must_use]
    pub fn between(old: &Side<'_>, new: &Side<'_>) -> Self {
        Self {
            access: access::compare(old, new),
        }
    }
}
