//! Estate to Blueprint: everything Bailiwick would put into AWS, as values.
//!
//! ```text
//! Estate ──permission──▶ statements ──fit──▶ policies ─┐
//!        ├─access──▶ groups, users, roles, trust ──────┼─▶ Blueprint ──files──▶ texts
//!        ├─guardrails─▶ policies of the organisation ──┤
//!        ├─logging──▶ what records, what keeps ────────┤
//!        └─workload──▶ data, network, service stacks ──┘
//!            ▲ compose files
//! ```
//!
//! Owns: what words and statements compile to, CloudFormation templates as values,
//! the organisation-level resources that CloudFormation should not own, and the
//! layout of the blueprint. Refuses: files, clocks, networks; to talk to AWS; to judge
//! what is compiled. Start reading at [`compile`], then [`permission`].
//!
//! Invariant: the same estate gives the same bytes, whatever order its files came in.

mod access;
mod blueprint;
mod compile;
pub mod guardrails;
mod host;
mod identity_center;
mod logging;
mod network;
mod organization;
pub mod permission;
pub mod retention;
mod saas;
pub mod template;
pub mod workload;

pub use blueprint::{Blueprint, Stack};
pub use compile::{check_permissions, compile};
pub use identity_center::{Assignment, PermissionSet};
