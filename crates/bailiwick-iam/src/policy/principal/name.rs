//! One name in a `Principal` element, as what it stands for.

use super::PrincipalKind;
use crate::request::AccountId;

/// What a name in a `Principal` element stands for
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrincipalName {
    /// `"AWS": "*"`: everyone, just as `"Principal": "*"`.
    Everyone,
    /// An account, as its id or as `arn:aws:iam::111122223333:root`. Both
    /// "behave the same way", and neither means the root user only.
    Account(AccountId),
    /// An IAM user, by ARN.
    User {
        /// The account.
        account: AccountId,
        /// The whole ARN, path included.
        arn: String,
    },
    /// An IAM role, by ARN: all its sessions.
    Role {
        /// The account.
        account: AccountId,
        /// The whole ARN, path included.
        arn: String,
    },
    /// One session of a role: `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION`.
    AssumedRole {
        /// The account.
        account: AccountId,
        /// The role's name, without its path.
        role: String,
        /// The session's name.
        session: String,
    },
    /// A session of `sts:GetFederationToken`: `arn:aws:sts::111122223333:federated-user/NAME`.
    FederatedUser {
        /// The account.
        account: AccountId,
        /// The session's name.
        name: String,
    },
    /// The id that AWS shows in place of the ARN of a user or role which was
    /// deleted: `AIDA…`, `AROA…`. It matches nobody any more.
    Deleted {
        /// The id.
        id: String,
    },
    /// A CloudFront origin access identity:
    /// `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E…`
    /// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>).
    OriginAccessIdentity {
        /// The identity's id, `E…`.
        id: String,
    },
    /// An AWS service, such as `lambda.amazonaws.com`.
    Service(String),
    /// Whoever a SAML provider vouches for, by the provider's ARN.
    SamlProvider(String),
    /// Whoever an OpenID Connect provider in IAM vouches for, by its ARN.
    OidcProvider(String),
    /// Whoever a provider built into AWS vouches for, such as `accounts.google.com`.
    WebIdentity(String),
    /// An account, by S3's own id.
    CanonicalUser(String),
    /// None of the above. AWS may know more kinds, so that nothing may be
    /// concluded from it.
    Unrecognised(String),
}

impl PrincipalName {
    /// What `name` stands for under `kind`.
    pub fn parse(kind: PrincipalKind, name: &str) -> Self {
        let parsed = match kind {
            PrincipalKind::Aws => aws(name),
            PrincipalKind::Service => named_host(name).map(Self::Service),
            PrincipalKind::Federated => federated(name),
            PrincipalKind::CanonicalUser => (!has_wildcard(name) && !name.is_empty())
                .then(|| Self::CanonicalUser(name.to_owned())),
        };
        parsed.unwrap_or_else(|| Self::Unrecognised(name.to_owned()))
    }

    /// The account that the name belongs to, where it belongs to one that the
    /// name tells.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Account(account)
            | Self::User { account, .. }
            | Self::Role { account, .. }
            | Self::AssumedRole { account, .. }
            | Self::FederatedUser { account, .. } => Some(*account),
            Self::SamlProvider(arn) | Self::OidcProvider(arn) => {
                arn.split(':').nth(4)?.parse().ok()
            }
            _ => None,
        }
    }
}

/// "You cannot use a wildcard to match part of a principal name or ARN."
fn has_wildcard(name: &str) -> bool {
    name.contains(['*', '?'])
}

fn aws(name: &str) -> Option<PrincipalName> {
    if name == "*" {
        return Some(PrincipalName::Everyone);
    }
    if has_wildcard(name) {
        return None;
    }
    if let Ok(account) = name.parse() {
        return Some(PrincipalName::Account(account));
    }
    if is_unique_id(name) {
        return Some(PrincipalName::Deleted {
            id: name.to_owned(),
        });
    }
    let (service, account, resource) = arn(name)?;
    let arn = name.to_owned();
    if (service, account) == ("iam", "cloudfront") {
        let id = resource.strip_prefix("user/CloudFront Origin Access Identity ")?;
        return Some(PrincipalName::OriginAccessIdentity { id: id.to_owned() });
    }
    let account: AccountId = account.parse().ok()?;
    match (service, resource.split_once('/')) {
        ("iam", None) if resource == "root" => Some(PrincipalName::Account(account)),
        ("iam", Some(("user", name))) if !name.is_empty() => {
            Some(PrincipalName::User { account, arn })
        }
        ("iam", Some(("role", name))) if !name.is_empty() => {
            Some(PrincipalName::Role { account, arn })
        }
        ("sts", Some(("assumed-role", session))) => {
            let (role, session) = session.split_once('/')?;
            (!role.is_empty() && !session.is_empty()).then(|| PrincipalName::AssumedRole {
                account,
                role: role.to_owned(),
                session: session.to_owned(),
            })
        }
        ("sts", Some(("federated-user", name))) if !name.is_empty() => {
            let name = name.to_owned();
            Some(PrincipalName::FederatedUser { account, name })
        }
        _ => None,
    }
}

fn federated(name: &str) -> Option<PrincipalName> {
    if has_wildcard(name) {
        return None;
    }
    let Some((service, account, resource)) = arn(name) else {
        return named_host(name).map(PrincipalName::WebIdentity);
    };
    account.parse::<AccountId>().ok()?;
    match (service, resource.split_once('/')?) {
        ("iam", ("saml-provider", provider)) if !provider.is_empty() => {
            Some(PrincipalName::SamlProvider(name.to_owned()))
        }
        ("iam", ("oidc-provider", provider)) if !provider.is_empty() => {
            Some(PrincipalName::OidcProvider(name.to_owned()))
        }
        _ => None,
    }
}

/// Service, account and resource of an ARN without a region.
fn arn(name: &str) -> Option<(&str, &str, &str)> {
    let mut fields = name.splitn(6, ':');
    let is_arn = fields.next()? == "arn" && fields.next()?.starts_with("aws");
    let service = fields.next()?;
    let region = fields.next()?;
    (is_arn && region.is_empty()).then_some(())?;
    Some((service, fields.next()?, fields.next()?))
}

/// A host's name, as services and built-in providers have it.
fn named_host(name: &str) -> Option<String> {
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    (name.contains('.') && name.bytes().all(is_host)).then(|| name.to_owned())
}

/// The ids of users and roles
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>).
fn is_unique_id(name: &str) -> bool {
    let rest = name.strip_prefix("AIDA").or(name.strip_prefix("AROA"));
    rest.is_some_and(|rest| {
        rest.len() >= 12
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests;
