//! Blueprint to AWS: what CloudFormation needs to be told, and what it must never be told.
//!
//! ```text
//! Deployment ──plan──▶ Plan ──(somebody agrees)──▶ execute ──▶ what AWS says happened
//!                       │
//!                       └─ refused: wrong account, foreign stack, state, data at risk unseen
//! ```
//!
//! Owns: change sets and what they put at risk, following a deployment, the first cause
//! of a failure, deleting a workload's stacks, and the adapter over the AWS SDK. Refuses:
//! to compile, to print, to ask; to do again what CloudFormation does (order, rollback,
//! deletion policies). Start reading at [`cloud`], then [`plan`], then [`apply`].
//!
//! Invariant: everything but `sdk`, the feature of that name, reaches AWS through the trait [`cloud::Cloud`] alone,
//! and is tested against a fake of it that is as unkind as AWS.
//! Invariant: a [`plan::Plan`] is never changed, and whoever executes it chooses nothing.

pub mod apply;
pub mod cloud;
pub mod connect;
pub mod deployment;
pub mod destroy;
mod follow;
mod patience;
pub mod plan;
#[cfg(feature = "sdk")]
pub mod sdk;

pub use follow::Cause;
