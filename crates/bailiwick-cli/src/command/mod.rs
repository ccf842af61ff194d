//! The commands, one per file: its arguments with their examples, and what it does.

pub mod check;
