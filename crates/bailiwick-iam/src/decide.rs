//! The decision on a request.
//!
//! Owns [`Decision`], [`Layers`] and the evaluation of both. It does not read
//! policies ([`crate::policy`]) and does not speak of all requests at once.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.

mod decision;
mod layers;
mod truth;

pub use decision::{Decision, Undecided};
pub use layers::{Known, Layers};
pub use truth::Truth;
