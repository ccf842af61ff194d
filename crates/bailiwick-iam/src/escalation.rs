//! Who can obtain permissions that nobody gave them.
//!
//! A graph: its nodes are users and roles, as they are or after somebody changed them
//! (`node`); its edges are the known [`paths`], each a few lines of data. From every
//! principal that is no administrator the edges are followed until nothing new is reached,
//! which is the fixed point; whoever reaches an administrator is reported, with the chain
//! ([`escalations`]).
//!
//! Owns the paths and the graph. Whether a step is allowed is decided by
//! [`crate::decide`], on the policies of [`crate::account`]; a step that depends on
//! something unknown makes a chain `possible`, with the reasons, and never drops it.
//!
//! A chain is walked by one principal at a time: two that could only together walk a path
//! are not looked for. Service control policies that were not given are left out of
//! account, for they could only stop a chain; the report says so
//! ([`Report::without_organization`]).
//!
//! Start reading at [`path::Path`] and [`paths`], then `graph`.

mod administrator;
mod bind;
mod choose;
mod circumstances;
mod graph;
mod judge;
mod judgement;
mod memory;
mod names;
mod node;
pub mod path;
pub mod paths;
mod report;
mod step;
mod walk;

pub use administrator::{Administrator, CORE};

pub use report::{Escalation, Gain, Report, Step, Unjudged};
pub use walk::escalations;

#[cfg(test)]
mod tests;
