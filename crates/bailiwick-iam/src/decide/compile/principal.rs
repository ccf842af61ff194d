//! `Principal` and `NotPrincipal`, and whom they name.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>.

use crate::decide::Truth;
use crate::decide::question::{Identity, friendly_name};
use crate::policy::{Effect, Principal, PrincipalKind, Principals};
use crate::request::{AccountId, Caller};

/// How directly a statement names the caller; later ones are more direct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::decide) enum Named {
    /// Not at all.
    No,
    /// By the account: that delegates to the account's own policies.
    Account,
    /// By the role of a session, or the user behind a federated user.
    Issuer,
    /// By itself, or as part of everyone.
    Directly,
}

/// The principal of a statement, compiled.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Whom {
    names: Box<[Name]>,
    /// `NotPrincipal`.
    except: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    Everyone,
    Account(AccountId),
    /// A user or role.
    Entity(Box<str>),
    RoleSession {
        account: AccountId,
        role: Box<str>,
        session: Box<str>,
    },
    FederatedUser {
        account: AccountId,
        name: Box<str>,
    },
    Federated(Box<str>),
    Service(Box<str>),
    /// S3's own id of some account.
    CanonicalUser(Box<str>),
    /// Not understood.
    Unreadable(Box<str>),
}

impl Whom {
    pub(in crate::decide) fn new(principal: &Principal) -> Self {
        let (principals, except) = match principal {
            Principal::Only(principals) => (principals, false),
            Principal::AllExcept(principals) => (principals, true),
        };
        let names = match principals {
            Principals::Everyone => Box::from([Name::Everyone]),
            Principals::Named(kinds) => kinds
                .iter()
                .flat_map(|(kind, names)| names.iter().map(|name| Name::new(*kind, name)))
                .collect(),
        };
        Self { names, except }
    }

    /// How directly it names the caller: what is certain, and what is possible.
    pub(in crate::decide) fn names(&self, identity: &Identity<'_>) -> (Named, Named) {
        if self.except {
            let (certain, possible) = self.listed(identity);
            let turned = |listed| {
                if listed == Named::No {
                    Named::Directly
                } else {
                    Named::No
                }
            };
            return (turned(possible), turned(certain));
        }
        self.listed(identity)
    }

    fn listed(&self, identity: &Identity<'_>) -> (Named, Named) {
        let mut certain = Named::No;
        let mut possible = Named::No;
        for name in &self.names {
            match name.names(identity) {
                Ok(named) => certain = certain.max(named),
                Err(named) => possible = possible.max(named),
            }
        }
        (certain, possible.max(certain))
    }

    /// Whether a statement that denies applies to the caller, who may be
    /// `bounded` by a permissions boundary.
    pub(in crate::decide) fn denies(&self, identity: &Identity<'_>, bounded: Truth) -> Truth {
        match self.except {
            false => match self.listed(identity) {
                (Named::No, Named::No) => Truth::False,
                (Named::No, _) => Truth::Unknown,
                _ => Truth::True,
            },
            // "The NotPrincipal element with a Deny effect will always deny any IAM principal
            // that has a permissions boundary policy attached, regardless of the values
            // specified in the NotPrincipal element"
            // (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
            true => bounded.or(!self.spares(identity)),
        }
    }

    /// Whether `NotPrincipal` spares the caller of a `Deny`. "You must also
    /// specify the account ARN of the not-denied principal. Otherwise, the
    /// policy might deny access to the entire account containing the
    /// principal", and for a session the role as well
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>):
    /// who is listed without those may or may not be spared.
    fn spares(&self, identity: &Identity<'_>) -> Truth {
        let listed = |wanted: Named| {
            self.names
                .iter()
                .any(|name| name.names(identity) == Ok(wanted))
        };
        if self.names.iter().any(|name| name.names(identity).is_err()) {
            return Truth::Unknown;
        }
        if self.names.contains(&Name::Everyone) {
            return Truth::True;
        }
        let chain: &[Named] = match identity.caller {
            Caller::User { .. } => &[Named::Directly, Named::Account],
            Caller::RoleSession { .. } | Caller::FederatedUser { .. } => {
                &[Named::Directly, Named::Issuer, Named::Account]
            }
            _ => &[Named::Directly],
        };
        let of_its_own = chain.iter().filter(|named| **named != Named::Account);
        match chain.iter().all(|named| listed(*named)) {
            true => Truth::True,
            false if of_its_own.clone().any(|named| listed(*named)) => Truth::Unknown,
            false => Truth::False,
        }
    }

    /// Why it is not known whom it names, in words.
    pub(in crate::decide) fn reasons(
        &self,
        identity: &Identity<'_>,
        effect: Effect,
    ) -> Vec<String> {
        let mut reasons: Vec<String> = self
            .names
            .iter()
            .filter(|name| name.names(identity).is_err())
            .map(|name| match name {
                Name::CanonicalUser(id) => format!("the account whose canonical user id is `{id}`"),
                Name::Unreadable(name) => format!("whom the principal `{name}` means"),
                _ => "whom the principal means".to_owned(),
            })
            .collect();
        if reasons.is_empty() && self.except && effect == Effect::Deny {
            reasons.push(
                "`NotPrincipal` lists the caller without its account, role or session".to_owned(),
            );
        }
        reasons
    }
}

impl Name {
    fn new(kind: PrincipalKind, name: &str) -> Self {
        let text = || Box::from(name);
        match kind {
            PrincipalKind::Aws => Self::aws(name).unwrap_or_else(|| Self::Unreadable(text())),
            PrincipalKind::CanonicalUser => Self::CanonicalUser(text()),
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
    fn names(&self, identity: &Identity<'_>) -> Result<Named, Named> {
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
