//! The caller, taken apart.

use crate::request::{AccountId, Caller};

/// A caller and the parts of it that policies name.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) struct Identity<'q> {
    pub(in crate::decide) caller: &'q Caller,
    pub(in crate::decide) account: Option<AccountId>,
    /// Whether it is a session of a service-linked role.
    pub(in crate::decide) is_service_linked: bool,
}

impl<'q> Identity<'q> {
    pub(in crate::decide) fn new(caller: &'q Caller) -> Self {
        Self {
            caller,
            account: caller.account(),
            is_service_linked: caller.is_service_linked(),
        }
    }

    /// Whether it is a user, role or root user, whose account's policies bind it.
    pub(in crate::decide) fn is_of_an_account(&self) -> bool {
        match self.caller {
            Caller::Root { .. }
            | Caller::User { .. }
            | Caller::RoleSession { .. }
            | Caller::FederatedUser { .. } => true,
            Caller::Anonymous
            | Caller::WebIdentity { .. }
            | Caller::Saml { .. }
            | Caller::Service { .. } => false,
        }
    }

    pub(in crate::decide) fn is_root(&self) -> bool {
        matches!(self.caller, Caller::Root { .. })
    }

    /// Whether the permissions of the root user are its own: its account's, or
    /// those of a federated user whom that one made.
    pub(in crate::decide) fn has_those_of_root(&self) -> bool {
        match self.caller {
            Caller::FederatedUser { user, .. } => resource_of(user) == "root",
            _ => self.is_root(),
        }
    }

    /// The partition of its ARN, if it has one.
    pub(in crate::decide) fn partition(&self) -> Option<&'q str> {
        match self.caller {
            Caller::User { arn: of }
            | Caller::RoleSession { role: of, .. }
            | Caller::FederatedUser { user: of, .. } => of.split(':').nth(1),
            _ => None,
        }
    }
}

/// The name at the end of the ARN of a user or role, without its path.
pub(in crate::decide) fn friendly_name(arn: &str) -> &str {
    arn.rsplit(['/', ':']).next().unwrap_or(arn)
}

/// The last of the six fields of an ARN.
fn resource_of(arn: &str) -> &str {
    let mut colons = arn.bytes().enumerate().filter(|(_, byte)| *byte == b':');
    colons.nth(4).map_or("", |(at, _)| &arn[at + 1..])
}
