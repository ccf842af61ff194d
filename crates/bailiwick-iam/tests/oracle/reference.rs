//! The reference evaluator: AWS's documentation, word by word, as slow and as obvious as it
//! can be. No preparation, no three values, no short cuts.
//!
//! A decision is made on [`facts::Facts`], of which everything is known ([`layers::verdict`]).
//! What a request leaves open is enumerated ([`completions`]): the decision is known exactly
//! when all completions agree on it. Nothing here may look at `bailiwick_iam::decide` but for
//! the types of its questions. Start reading at [`layers`].

pub(crate) mod completions;
pub(crate) mod condition;
pub(crate) mod derived;
pub(crate) mod facts;
pub(crate) mod layers;
pub(crate) mod mentions;
pub(crate) mod principal;
pub(crate) mod statement;
mod text;
mod values;
mod variables;

pub(crate) use completions::completions;
pub(crate) use layers::{Verdict, verdict};
