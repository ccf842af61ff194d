//! The policies that a user, group or role carries.

use crate::decide::Known;
use crate::policy::Policy;

/// Inline and managed policies of one user, group or role
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html>).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attached {
    /// Policies that are part of their owner.
    pub inline: Vec<InlinePolicy>,
    /// ARNs of managed policies, whose documents the account holds.
    pub managed: Vec<String>,
}

/// A policy that is part of a user, group or role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlinePolicy {
    /// Its name, unique within its owner.
    pub name: String,
    /// What it says.
    pub policy: Known<Policy>,
}

/// A group of users: policies that each of them has as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its ARN.
    pub arn: String,
    /// Its policies.
    pub policies: Attached,
}

impl Attached {
    /// One inline policy, under a name.
    pub fn inline(name: impl Into<String>, policy: Policy) -> Self {
        Self::default().with_inline(name, policy)
    }

    /// The same and one more inline policy.
    #[must_use]
    pub fn with_inline(mut self, name: impl Into<String>, policy: Policy) -> Self {
        self.inline.push(InlinePolicy {
            name: name.into(),
            policy: Known::Known(policy),
        });
        self
    }

    /// The same and one more managed policy, by its ARN.
    #[must_use]
    pub fn with_managed(mut self, arn: impl Into<String>) -> Self {
        self.managed.push(arn.into());
        self
    }
}

impl Group {
    /// A group with its policies.
    pub fn new(arn: impl Into<String>, policies: Attached) -> Self {
        Self {
            arn: arn.into(),
            policies,
        }
    }

    /// Its name: the last part of its ARN.
    pub fn name(&self) -> &str {
        last_part(&self.arn)
    }
}

/// What follows the last `/` of an ARN.
pub(super) fn last_part(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}
