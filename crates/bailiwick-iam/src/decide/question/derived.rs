//! Condition keys that follow from the caller and the resource.
//!
//! A context that sets one of them is believed; otherwise it is derived here,
//! and nowhere else. Only what the caller and the resource say for certain is
//! derived: tags, networks, times and whatever else a request carries must
//! come with the context.
//!
//! Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
//! and, for what depends on the kind of principal,
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>.

use super::Question;
use super::identity::friendly_name;
use crate::request::{Caller, KeyValue};

macro_rules! derived {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// A condition key that follows from the caller and the resource.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::decide) enum Derived { $($variant),* }

        impl Derived {
            /// A bit of its own.
            pub(super) fn bit(self) -> u16 {
                1 << self as u16
            }

            /// The derived key of this name, whatever its case.
            pub(in crate::decide) fn called(name: &str) -> Option<Self> {
                $(if name.eq_ignore_ascii_case($name) {
                    return Some(Self::$variant);
                })*
                None
            }
        }
    };
}

derived! {
    PrincipalArn = "aws:PrincipalArn",
    PrincipalAccount = "aws:PrincipalAccount",
    PrincipalType = "aws:PrincipalType",
    UserName = "aws:username",
    UserId = "aws:userid",
    PrincipalIsAwsService = "aws:PrincipalIsAWSService",
    PrincipalServiceName = "aws:PrincipalServiceName",
    PrincipalServiceNames = "aws:PrincipalServiceNamesList",
    ResourceAccount = "aws:ResourceAccount",
}

impl Derived {
    /// Whether it follows from who calls, so that a request by somebody has no other value.
    /// The user id does not: no ARN tells it.
    pub(in crate::decide) fn says_who(self) -> bool {
        match self {
            Self::PrincipalArn
            | Self::PrincipalAccount
            | Self::PrincipalType
            | Self::UserName
            | Self::PrincipalIsAwsService
            | Self::PrincipalServiceName
            | Self::PrincipalServiceNames => true,
            Self::UserId | Self::ResourceAccount => false,
        }
    }

    /// Its value in `question`.
    pub(super) fn of(self, question: &Question<'_>) -> KeyValue {
        let caller = question.identity.caller;
        match self {
            Self::PrincipalArn => principal_arn(question),
            // "For anonymous requests, the request context returns `anonymous`."
            Self::PrincipalAccount => match (caller, question.identity.account) {
                (Caller::Anonymous, _) => one("anonymous"),
                (_, Some(account)) if question.identity.is_of_an_account() => one(account.as_str()),
                _ => KeyValue::Unknown,
            },
            Self::PrincipalType => match caller {
                Caller::Root { .. } => one("Account"),
                Caller::User { .. } => one("User"),
                Caller::RoleSession { .. } => one("AssumedRole"),
                Caller::FederatedUser { .. } => one("FederatedUser"),
                Caller::Anonymous
                | Caller::WebIdentity { .. }
                | Caller::Saml { .. }
                | Caller::Service { .. } => KeyValue::Unknown,
            },
            Self::UserName => match caller {
                Caller::User { arn } => one(friendly_name(arn)),
                _ => KeyValue::Absent,
            },
            Self::UserId => match caller {
                Caller::Root { account } => one(account.as_str()),
                Caller::FederatedUser { name, .. } => match question.identity.account {
                    Some(account) => one(&format!("{account}:{name}")),
                    None => KeyValue::Unknown,
                },
                // Ids that IAM gave at creation, which no ARN tells.
                _ => KeyValue::Unknown,
            },
            // "Present in the request context for all signed API requests that use AWS
            // credentials. Anonymous requests do not include this key."
            Self::PrincipalIsAwsService => match caller {
                Caller::Service { .. } => one("true"),
                Caller::Anonymous => KeyValue::Absent,
                Caller::WebIdentity { .. } | Caller::Saml { .. } => KeyValue::Unknown,
                _ => one("false"),
            },
            Self::PrincipalServiceName => match caller {
                Caller::Service { name } => one(name),
                _ => KeyValue::Absent,
            },
            // The list holds regional names as well, which the caller does not tell.
            Self::PrincipalServiceNames => match caller {
                Caller::Service { .. } => KeyValue::Unknown,
                _ => KeyValue::Absent,
            },
            Self::ResourceAccount => match question.owner {
                Some(account) => one(account.as_str()),
                None => KeyValue::Unknown,
            },
        }
    }
}

/// "For IAM roles, the request context returns the ARN of the role, not the ARN
/// of the user that assumed the role"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn>).
fn principal_arn(question: &Question<'_>) -> KeyValue {
    // A root user has no ARN in the request, but is of the resource's partition.
    let of_resource = || question.resource.strip_prefix("arn:")?.split(':').next();
    let partition = question.identity.partition().or_else(of_resource);
    let partition = partition.unwrap_or("aws");
    match question.identity.caller {
        Caller::Root { account } => one(&format!("arn:{partition}:iam::{account}:root")),
        Caller::User { arn } => one(arn),
        Caller::RoleSession { role, .. } => one(role),
        Caller::FederatedUser { name, .. } => match question.identity.account {
            Some(account) => one(&format!(
                "arn:{partition}:sts::{account}:federated-user/{name}"
            )),
            None => KeyValue::Unknown,
        },
        // "Anonymous requests do not include this key", all signed ones do.
        Caller::Anonymous => KeyValue::Absent,
        Caller::WebIdentity { .. } | Caller::Saml { .. } | Caller::Service { .. } => {
            KeyValue::Unknown
        }
    }
}

fn one(value: &str) -> KeyValue {
    KeyValue::Present(vec![value.to_owned()])
}
