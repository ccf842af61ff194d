//! Values to text: for people, and for programs.
//!
//! Owns: how things look. Refuses: to print; [`crate::console`] does.

pub mod human;
mod printable;
pub mod summary;

pub use printable::printable;
