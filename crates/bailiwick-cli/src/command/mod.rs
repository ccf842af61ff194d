//! The commands, one per file: its arguments with their examples, and what it does.

pub mod apply;
pub mod build;
pub mod check;
pub mod completions;
mod deployments;
pub mod destroy;
pub mod explain;
pub mod init;
pub mod profiles;
pub mod reach;
pub mod register;
pub mod schema;
pub mod show;
mod sign_in;
