//! Sets of actions, and the patterns that stand for them.
//!
//! Owns [`ActionName`], [`expand`] (a pattern to the actions it matches) and
//! [`cover`] (a set of actions to the fewest readable patterns that match
//! exactly it). Both speak of the service data of this build: a pattern also
//! follows the actions AWS adds later.

mod cover;
mod expand;
mod name;
mod wildcard;

pub use cover::{cover, cover_service};
pub use expand::expand;
pub use name::ActionName;
pub use wildcard::matches_wildcard;
