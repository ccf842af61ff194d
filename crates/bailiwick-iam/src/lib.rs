//! IAM: what AWS's services can be asked to do, and policy documents as values.
//!
//! Owns the service data (services, actions, resource types, condition keys),
//! the policy document model with its reader and writer, the compression of
//! action sets, the fitting of statements into AWS's quotas, and the decision
//! on a request.
//!
//! Invariant: pure. No files, clock, environment or network; the service data
//! is compiled in.
//!
//! Start reading at [`service_data()`], [`policy::Policy`], [`actions::cover`]
//! and [`fit::fit`]. Together:
//!
//! ```
//! use bailiwick_iam::{actions, fit, policy, service_data};
//!
//! let reading = actions::expand(service_data(), "s3:List*");
//! let patterns = actions::cover(service_data(), &reading);
//! let statement = policy::Statement::allow(patterns).on(["*"]);
//! let limit = policy::SizeQuota::ManagedPolicy.limit();
//! let policies = fit::fit(vec![statement], limit).unwrap();
//! assert_eq!(
//!     policies[0].to_minified(),
//!     r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:List*","Resource":"*"}]}"#
//! );
//! ```

pub mod account;
pub mod actions;
pub mod arn_pattern;
pub mod decide;
pub mod escalation;
pub mod finding;
pub mod fit;
pub mod json;
pub mod lint;
pub mod minimise;
mod overlap;
pub mod policy;
pub mod prove;
pub mod reach;
pub mod request;
pub mod service_data;
mod template;

pub use service_data::service_data;
