//! The commands, one per file: its arguments with their examples, and what it does.

pub mod build;
pub mod check;
pub mod completions;
pub mod explain;
pub mod init;
pub mod profiles;
pub mod register;
pub mod schema;
pub mod show;
