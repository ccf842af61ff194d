//! The policies that have a say in one request, by type.

use crate::policy::Policy;

/// Something that may not be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known<T> {
    /// It is this.
    Known(T),
    /// It was not given; in words, what.
    Unknown(String),
}

/// The policies that have a say in one request
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html>).
///
/// Organisation policies come level by level, from the root to the account:
/// each level must allow, and within a level one policy suffices.
#[derive(Debug, Clone)]
pub struct Layers<'p> {
    /// Identity policies of the user or role, inline and managed, and those
    /// of the user's groups.
    pub identity: Known<Vec<&'p Policy>>,
    /// The permissions boundary of the user or role, if it has one.
    pub boundary: Known<Option<&'p Policy>>,
    /// The session policies passed when the session was made; `None`: none
    /// were passed.
    pub session: Known<Option<Vec<&'p Policy>>>,
    /// The policy of the resource (a bucket's, a key's, a role's trust).
    pub resource: Known<Option<&'p Policy>>,
    /// Service control policies of the caller's account; empty: no
    /// organisation, or one without them.
    pub service_control: Known<Vec<Vec<&'p Policy>>>,
    /// Resource control policies of the resource's account.
    pub resource_control: Known<Vec<Vec<&'p Policy>>>,
    /// The policy of the VPC endpoint the request came through, if any.
    pub endpoint: Known<Option<&'p Policy>>,
    /// Whether the caller's account is its organisation's management account.
    pub caller_in_management_account: Known<bool>,
    /// Whether the resource's account is its organisation's management account.
    pub resource_in_management_account: Known<bool>,
}

impl<'p> Layers<'p> {
    /// Identity policies and nothing else: no organisation, no boundary, no
    /// session policy, no resource policy.
    pub fn identity(policies: impl IntoIterator<Item = &'p Policy>) -> Self {
        Self {
            identity: Known::Known(policies.into_iter().collect()),
            boundary: Known::Known(None),
            session: Known::Known(None),
            resource: Known::Known(None),
            service_control: Known::Known(Vec::new()),
            resource_control: Known::Known(Vec::new()),
            endpoint: Known::Known(None),
            caller_in_management_account: Known::Known(false),
            resource_in_management_account: Known::Known(false),
        }
    }
}
