//! What a change of an estate does, as it is shown: for people, for a pull request, for
//! programs.
//!
//! Owns: how it looks. The words are [`bailiwick_diff::told`]'s, once for people and pull
//! requests.

mod human;
mod json;
mod markdown;

pub use human::render as human;
pub use json::render as json;
pub use markdown::render as markdown;
