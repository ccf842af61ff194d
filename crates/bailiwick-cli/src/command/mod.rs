//! The commands, one per file: its arguments with their examples, and what it does.

pub mod apply;
mod asking;
pub mod build;
pub mod can;
pub mod check;
pub mod completions;
mod deployments;
pub mod destroy;
pub mod diff;
pub mod escalation;
pub mod explain;
mod findings;
pub mod init;
pub mod lint;
pub mod minimise;
pub mod profiles;
pub mod prove;
pub mod reach;
pub mod register;
pub mod schema;
pub mod show;
mod sign_in;
pub mod what_can;
pub mod who_can;
