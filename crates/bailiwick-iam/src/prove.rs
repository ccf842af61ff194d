//! Claims about all requests at once, proved or refuted by set algebra.
//!
//! Owns the proofs: a policy is a union of boxes (action × resource ×
//! principal × condition keys) minus boxes, and a claim holds when a
//! difference of such sets is empty. Texts are regular languages
//! (`text`), condition keys sets of values (`key`), what is asked of a
//! request is numbered (`space`), and all reasoning is taking boxes away
//! from a box (`remainder`). No sampling, and no solver.
//!
//! Three rules keep the answers honest. Nothing is proved by leaving something
//! out: what is not modelled may be either way. A refutation is a request that
//! the evaluator ([`crate::decide`]) itself decides so. Everything else is
//! unknown, with the reason.
//!
//! All requests are: every conceivable action `service:Name`, so that actions
//! to come count; every resource; every caller; and for each condition key its
//! absence or any value that the operators used with it can read (a key that
//! some policy compares as a number carries numbers). What limits a caller
//! counts where a question takes it (`within`). Decision 0043 says why.
//!
//! The work is counted (`budget`), and a question that takes too much of it is
//! unknown.

mod budget;
mod caller;
mod claim;
mod difference;
mod key;
mod kinds;
mod known_actions;
mod known_keys;
mod lower;
mod names;
mod piece;
mod proof;
mod query;
mod remainder;
mod resources;
mod sides;
mod space;
mod text;
mod within;
mod witness;

pub use known_actions::equivalent_for_known_actions;
pub use proof::{Proof, Witness};
pub use query::{equivalent, no_new_access, no_new_access_through, not_granted};
pub(crate) use query::{surely_equivalent, surely_no_new_access};
pub use within::not_granted_within;
