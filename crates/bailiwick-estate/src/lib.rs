//! The estate language.
//!
//! ```text
//! text ──yaml──▶ spanned tree ──lower──▶ Estate ──check──▶ diagnostics
//! ```
//!
//! Owns: the language's records, how they are read, every diagnostic about them, and
//! the JSON Schema. Refuses: files, clocks, networks; and to know what a permission
//! compiles to. Start reading at [`estate::read`], then [`model`].

pub mod attached;
mod check;
pub mod code;
pub mod diagnostic;
pub mod estate;
pub mod holding;
mod lapse;
mod lines;
pub mod log_delivery;
pub mod lower;
pub mod model;
pub mod permission_set;
pub mod seating;
pub mod selection;
pub mod source;
pub mod value;
pub mod yaml;

pub use check::{is_secret_name, is_secret_value, secret_words, secrets_in};
