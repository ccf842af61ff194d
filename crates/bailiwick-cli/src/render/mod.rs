//! Values to text: for people, and for programs.
//!
//! Owns: how things look. Refuses: to print; [`crate::console`] does.

pub mod change;
mod format;
pub mod human;
pub mod json;
pub mod markdown;
pub mod outline;
mod printable;
pub mod sarif;
pub mod summary;
pub mod verdicts;

pub use format::Format;
pub use printable::printable;

/// JSON as a file holds it: indented, with a line break at its end.
#[must_use]
pub fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// `1 file`, `2 files`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
