//! Whom `NotPrincipal` spares of a `Deny`.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>.

use super::Named;
use super::name::Name;
use crate::decide::Truth;
use crate::decide::question::{Identity, friendly_name};
use crate::request::Caller;

/// Whether the caller is spared by a list of exceptions.
///
/// "You must also specify the account ARN of the not-denied principal.
/// Otherwise, the policy might deny access to the entire account containing the
/// principal"; a session's role likewise. So whoever is listed with all that is
/// above is spared, and of whoever is listed without some of it that is not
/// known. An account (or role) that is listed for the sake of one of its own
/// spares no other: the list of Bob and his account denies "all principals
/// except the user named Bob". Where nothing of its own is listed beside it,
/// AWS does not say whether all of it is meant.
pub(super) fn spares(names: &[Name], identity: &Identity<'_>) -> Truth {
    if names.contains(&Name::Everyone) {
        return Truth::True;
    }
    if names.iter().any(|name| name.names(identity).is_err()) {
        return Truth::Unknown;
    }
    let listed = |wanted: Named| names.iter().any(|name| name.names(identity) == Ok(wanted));
    let above: &[Named] = match identity.caller {
        Caller::User { .. } => &[Named::Account],
        Caller::RoleSession { .. } | Caller::FederatedUser { .. } => {
            &[Named::Issuer, Named::Account]
        }
        _ => &[],
    };
    if listed(Named::Directly) {
        return match above.iter().all(|named| listed(*named)) {
            true => Truth::True,
            false => Truth::Unknown,
        };
    }
    match above.iter().find(|named| listed(**named)) {
        Some(Named::Issuer) if names.iter().any(|name| is_beside_session(name, identity)) => {
            Truth::False
        }
        Some(Named::Account) if names.iter().any(|name| is_beside_entity(name, identity)) => {
            Truth::False
        }
        Some(_) => Truth::Unknown,
        None => Truth::False,
    }
}

/// Whether it names another session of the caller's role, or another federated
/// user of the account.
fn is_beside_session(name: &Name, identity: &Identity<'_>) -> bool {
    match (name, identity.caller) {
        (Name::RoleSession { account, role, .. }, Caller::RoleSession { role: of, .. }) => {
            identity.account == Some(*account) && **role == *friendly_name(of)
        }
        (Name::FederatedUser { account, .. }, Caller::FederatedUser { .. }) => {
            identity.account == Some(*account)
        }
        _ => false,
    }
}

/// Whether it names anyone of the caller's account.
fn is_beside_entity(name: &Name, identity: &Identity<'_>) -> bool {
    let account = match name {
        Name::Entity(arn) => arn
            .split(':')
            .nth(4)
            .and_then(|account| account.parse().ok()),
        Name::RoleSession { account, .. } | Name::FederatedUser { account, .. } => Some(*account),
        _ => None,
    };
    account.is_some() && account == identity.account
}
