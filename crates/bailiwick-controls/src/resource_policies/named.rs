//! Whom a statement of a resource's policy may let in by itself.

use bailiwick_iam::account::Principal;
use bailiwick_iam::policy::Principal as Whom;
use bailiwick_iam::policy::{Effect, Policy, PrincipalName, Statement};
use bailiwick_iam::request::AccountId;

/// Whether a policy speaks of others than services of AWS.
pub(super) fn lets_people_in(policy: &Policy) -> bool {
    let allows = |statement: &&Statement| statement.effect == Effect::Allow;
    let mut allowing = policy.statements.iter().filter(allows);
    allowing.any(|statement| match &statement.principal {
        Some(Whom::Only(principals)) => principals
            .names()
            .iter()
            .any(|name| !matches!(name, PrincipalName::Service(_))),
        Some(Whom::AllExcept(_)) | None => true,
    })
}

/// Whether a bucket leaves it to its access points who comes in: both must allow it
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html>).
pub(crate) fn asks_access_points(policy: &Policy) -> bool {
    let statements = policy.statements.iter();
    let mut keys = statements.flat_map(|one| one.condition.tests().map(|(_, key, _)| key));
    keys.any(|key| key.to_ascii_lowercase().starts_with("s3:dataaccesspoint"))
}

/// Whether a statement may let in a user or role. Where a policy names the account of its own
/// resource, it leaves to the account's policies who comes in
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts>).
pub(super) fn may_name(statement: &Statement, holder: &Principal, owner: AccountId) -> bool {
    let account = holder.account();
    match &statement.principal {
        Some(Whom::Only(principals)) => principals.names().iter().any(|name| match name {
            PrincipalName::Service(_)
            | PrincipalName::OidcProvider(_)
            | PrincipalName::SamlProvider(_)
            | PrincipalName::WebIdentity(_)
            | PrincipalName::Deleted { .. } => false,
            PrincipalName::Account(id) => account == Some(*id) && *id != owner,
            PrincipalName::User { arn, .. } | PrincipalName::Role { arn, .. } => *arn == holder.arn,
            PrincipalName::AssumedRole {
                account: id, role, ..
            } => account == Some(*id) && holder.name() == role,
            PrincipalName::FederatedUser { account: id, .. } => account == Some(*id),
            // Everybody, and those of whom it is not known who they are.
            _ => true,
        }),
        Some(Whom::AllExcept(_)) | None => true,
    }
}
