//! Accounts as the IAM engine asks about them, and who is who in them.
//!
//! Owns: an estate and its blueprint as [`Accounts`](bailiwick_iam::account::Accounts) ([`declared`]), what the AWS CLI
//! printed as the same ([`observed`]), and the names by which people ask ([`Directory`]).
//! Refuses: to decide anything; to take for absent what was not given.

mod declared;
mod directory;
mod observed;
mod selected;
mod stand_in;

pub use declared::{Document, declared, declared_beside, documents};
pub(crate) use declared::{Scope, allows_everything};
pub use directory::{Directory, Entry, Named, NotFound};
pub use observed::{ReadError, observed, plain};
pub(crate) use selected::{in_each, in_each_observed};
pub(crate) use stand_in::peopled;
pub use stand_in::peopled_beside;
