//! The one policy of AWS whose document is known without being given.

use std::sync::OnceLock;

use crate::policy::{Policy, Statement};

/// The ARN of AWS's policy that allows everything
/// (<https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html>).
pub const ADMINISTRATOR_ACCESS: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

/// What `AdministratorAccess` says: every action on every resource.
pub fn administrator_access() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| Policy::new([Statement::allow(["*"]).on(["*"])]))
}

/// The document of a policy of AWS, in any partition, where this build has it.
pub(super) fn built_in(arn: &str) -> Option<&'static Policy> {
    let (_, name) = arn.split_once(":iam::aws:policy/")?;
    (name == "AdministratorAccess").then(administrator_access)
}
