//! One name in a `Principal` element, and how it names a caller.

use super::Named;
use crate::decide::question::{Identity, friendly_name};
use crate::policy::PrincipalKind;
use crate::request::{AccountId, Caller};

/// A name in a `Principal` element, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// All, signed in or not.
    Everyone,
    /// An account.
    Account(AccountId),
    /// A user or role.
    Entity(Box<str>),
    /// A session of a role.
    RoleSession {
        account: AccountId,
        role: Box<str>,
        session: Box<str>,
    },
    /// A session made with `GetFederationToken`.
    FederatedUser { account: AccountId, name: Box<str> },
    /// An identity provider.
    Federated(Box<str>),
    /// Whoever some identity provider vouches for.
    AnyProvider,
    /// An AWS service.
    Service(Box<str>),
    /// S3's own id of some account.
    CanonicalUser(Box<str>),
    /// Not understood.
    Unreadable(Box<str>),
}

impl Name {
    pub(super) fn new(kind: PrincipalKind, name: &str) -> Self {
        let text = || Box::from(name);
        match kind {
            PrincipalKind::Aws => Self::aws(name).unwrap_or_else(|| Self::Unreadable(text())),
            PrincipalKind::CanonicalUser => Self::CanonicalUser(text()),
            // AWS's own samples write `"Federated": "*"` for all identity providers
            // (https://github.com/aws-samples/iam-access-analyzer-custom-policy-check-samples).
            PrincipalKind::Federated if name == "*" => Self::AnyProvider,
            PrincipalKind::Federated | PrincipalKind::Service if name.contains(['*', '?']) => {
                Self::Unreadable(text())
            }
            PrincipalKind::Federated => Self::Federated(text()),
            PrincipalKind::Service => Self::Service(text()),
        }
    }

    /// "You cannot use a wildcard to match part of a principal name or ARN."
    fn aws(name: &str) -> Option<Self> {
        if name == "*" {
            return Some(Self::Everyone);
        }
        if let Ok(account) = name.parse() {
            return Some(Self::Account(account));
        }
        if name.contains(['*', '?']) {
            return None;
        }
        let mut fields = name.splitn(6, ':');
        let (Some("arn"), Some(_), Some(service), Some(""), Some(account), Some(resource)) = (
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
        ) else {
            return Self::deleted(name);
        };
        let account: AccountId = account.parse().ok()?;
        Some(match (service, resource.split_once('/')) {
            ("iam", None) if resource == "root" => Self::Account(account),
            ("iam", Some(("user" | "role", _))) => Self::Entity(name.into()),
            ("sts", Some(("assumed-role", rest))) => {
                let (role, session) = rest.split_once('/')?;
                Self::RoleSession {
                    account,
                    role: role.into(),
                    session: session.into(),
                }
            }
            ("sts", Some(("federated-user", name))) => Self::FederatedUser {
                account,
                name: name.into(),
            },
            // AWS accepts no other ARN as a principal; a SAML or OIDC provider
            // is `Federated`.
            _ => return None,
        })
    }

    /// The unique id of a user or role that was deleted: the statement "no
    /// longer applies, even if you recreate" it.
    fn deleted(name: &str) -> Option<Self> {
        let of_iam = name.starts_with("AIDA") || name.starts_with("AROA");
        (of_iam && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            .then(|| Self::Entity(name.into()))
    }

    /// How directly it names the caller; `Err`: that directly, or not at all.
    pub(super) fn names(&self, identity: &Identity<'_>) -> Result<Named, Named> {
        let caller = identity.caller;
        let when = |holds: bool, named: Named| Ok(if holds { named } else { Named::No });
        match self {
            Self::Everyone => Ok(Named::Directly),
            Self::Account(account) => {
                let its_own = identity.is_of_an_account() && identity.account == Some(*account);
                let named = if identity.is_root() {
                    Named::Directly
                } else {
                    Named::Account
                };
                when(its_own, named)
            }
            Self::Entity(arn) => match caller {
                Caller::User { arn: user } => when(**arn == **user, Named::Directly),
                Caller::RoleSession { role, .. } => when(**arn == **role, Named::Issuer),
                Caller::FederatedUser { user, .. } => when(**arn == **user, Named::Issuer),
                _ => Ok(Named::No),
            },
            Self::RoleSession {
                account,
                role,
                session,
            } => match caller {
                Caller::RoleSession {
                    role: of,
                    session: name,
                } => when(
                    identity.account == Some(*account)
                        && **role == *friendly_name(of)
                        && **session == **name,
                    Named::Directly,
                ),
                _ => Ok(Named::No),
            },
            Self::FederatedUser { account, name } => match caller {
                Caller::FederatedUser { name: of, .. } => when(
                    identity.account == Some(*account) && **name == **of,
                    Named::Directly,
                ),
                _ => Ok(Named::No),
            },
            Self::Federated(provider) => match caller {
                Caller::WebIdentity { provider: of } | Caller::Saml { provider: of } => {
                    when(**provider == **of, Named::Directly)
                }
                _ => Ok(Named::No),
            },
            Self::AnyProvider => when(
                matches!(caller, Caller::WebIdentity { .. } | Caller::Saml { .. }),
                Named::Directly,
            ),
            Self::Service(name) => match caller {
                Caller::Service { name: of } => {
                    when(name.eq_ignore_ascii_case(of), Named::Directly)
                }
                _ => Ok(Named::No),
            },
            Self::CanonicalUser(_) if identity.is_root() => Err(Named::Directly),
            Self::CanonicalUser(_) if identity.is_of_an_account() => Err(Named::Account),
            Self::CanonicalUser(_) => Ok(Named::No),
            Self::Unreadable(_) => Err(Named::Directly),
        }
    }
}
