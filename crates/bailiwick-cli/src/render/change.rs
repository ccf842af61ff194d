//! What a change of an estate does, as it is shown: for people, for a pull request, for
//! programs.
//!
//! Owns: how it looks. Start reading at `told.rs`, which puts it into words once for all.

mod human;
mod told;

pub use human::render as human;
