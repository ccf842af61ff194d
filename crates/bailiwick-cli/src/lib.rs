//! The command line: arguments, files, printing, exit codes.
//!
//! ```text
//! arguments ──▶ command ──▶ loader ──▶ front (read, check, compile) ──▶ render ──▶ console
//! ```
//!
//! Owns: everything that touches the machine; one command per file in [`command`].
//! Refuses: to know the language or the compiler's rules, which are in the crates below.
//! Start reading at [`run`], then at `command/check.rs`.

mod arguments;
pub mod command;
mod concealed;
pub mod console;
pub mod exit_code;
pub mod failure;
pub mod front;
pub mod loader;
mod observed;
mod pages;
pub mod render;
pub mod report;

pub use arguments::{Arguments, run};
