//! What the rules make of who asks for what, whatever policies there are.

use super::{exceptions, required};
use crate::decide::question::{Action, Identity};
use crate::request::AccountId;

/// What follows from caller, action and resource alone, worked out once.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) struct Standing {
    /// AWS asks no policy.
    pub(in crate::decide) is_always_allowed: bool,
    /// No policy can allow it.
    pub(in crate::decide) is_never_allowed: bool,
    /// The policy of the resource cannot deny it.
    pub(super) overrides_resource_policy: bool,
    /// The policy that the resource must have, in words.
    pub(in crate::decide) required_policy: Option<&'static str>,
}

impl Standing {
    pub(in crate::decide) fn new(
        identity: &Identity<'_>,
        action: &Action<'_>,
        resource: &str,
        owner: Option<AccountId>,
    ) -> Self {
        Self {
            is_always_allowed: exceptions::is_always_allowed(identity, action),
            is_never_allowed: exceptions::is_never_allowed(identity, action),
            overrides_resource_policy: exceptions::overrides_resource_policy(
                identity, action, owner,
            ),
            required_policy: required::policy_of(action, resource),
        }
    }
}
