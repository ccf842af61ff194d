//! Random questions: policies, the layers they stand in, and requests.
//!
//! The alphabet is small, so that what policies say and what requests carry meet often, and
//! everything follows from a seed. Where AWS's documentation does not say what a combination
//! means, none is generated: several values under an operator without a set prefix, a variable
//! before the fifth colon, a variable that is never closed. Start reading at [`world::World`].

mod condition;
mod context;
pub(crate) mod pair;
pub(crate) mod policy;
pub(crate) mod random;
pub(crate) mod shrink;
pub(crate) mod words;
pub(crate) mod world;

pub(crate) use random::Random;
pub(crate) use world::World;
