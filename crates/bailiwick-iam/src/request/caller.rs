//! Who asks.

use super::AccountId;

/// Who makes a request, with what IAM knows of them
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caller {
    /// Nobody: the request is not signed.
    Anonymous,
    /// The root user of an account.
    Root {
        /// The account.
        account: AccountId,
    },
    /// An IAM user, with long-term credentials or `GetSessionToken`.
    User {
        /// The user's ARN, `arn:aws:iam::111122223333:user/path/name`.
        arn: String,
    },
    /// A session of a role, however it was come by.
    RoleSession {
        /// The role's ARN, `arn:aws:iam::111122223333:role/path/name`.
        role: String,
        /// The name of the session, the last part of the session's ARN.
        session: String,
    },
    /// A session made by a user with `sts:GetFederationToken`.
    FederatedUser {
        /// The ARN of the user who made it.
        user: String,
        /// The name given to the session.
        name: String,
    },
    /// Someone signed in at an identity provider, who asks STS for a role.
    WebIdentity {
        /// The provider: an ARN in IAM, or a name such as `accounts.google.com`.
        provider: String,
    },
    /// Someone with a SAML assertion, who asks STS for a role.
    Saml {
        /// The ARN of the SAML provider in IAM.
        provider: String,
    },
    /// An AWS service on its own behalf.
    Service {
        /// Its name, such as `cloudtrail.amazonaws.com`.
        name: String,
    },
}

impl Caller {
    /// A session of `role`.
    pub fn role_session(role: impl Into<String>, session: impl Into<String>) -> Self {
        Self::RoleSession {
            role: role.into(),
            session: session.into(),
        }
    }

    /// The user with this ARN.
    pub fn user(arn: impl Into<String>) -> Self {
        Self::User { arn: arn.into() }
    }

    /// Whether it is a session of a service-linked role, which the policies of an
    /// organisation do not bind.
    pub fn is_service_linked(&self) -> bool {
        match self {
            Self::RoleSession { role, .. } => is_service_linked_role(role),
            _ => false,
        }
    }

    /// The account the caller belongs to, where it belongs to one.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Root { account } => Some(*account),
            Self::User { arn: of }
            | Self::RoleSession { role: of, .. }
            | Self::FederatedUser { user: of, .. }
            | Self::Saml { provider: of } => of.split(':').nth(4)?.parse().ok(),
            Self::WebIdentity { .. } | Self::Anonymous | Self::Service { .. } => None,
        }
    }
}

/// Whether an ARN is one of a service-linked role: their path is `/aws-service-role/`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html>).
/// The key of an object in a bucket may hold the same words.
pub(crate) fn is_service_linked_role(arn: &str) -> bool {
    let fields: Vec<&str> = arn.splitn(6, ':').collect();
    matches!(
        fields[..],
        [_, _, "iam", _, _, resource] if resource.starts_with("role/aws-service-role/")
    )
}
