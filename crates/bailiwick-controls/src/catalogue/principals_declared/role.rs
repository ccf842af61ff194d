//! Who made a role: the estate, a service of AWS, Identity Center, or somebody.

use std::collections::BTreeSet;

use bailiwick_compile::Stack;
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{Policy, PrincipalName};

use crate::world::World;

/// Who made a role that no stack makes.
pub(super) enum Maker<'a> {
    /// A service of AWS, for itself: a service-linked role.
    Service,
    /// Identity Center, for the permission set of this name.
    IdentityCenter(&'a str),
    /// It looks like a service's, and its trust cannot be read.
    Unread(String),
    /// Anybody.
    Somebody,
}

/// Tells the maker by all that AWS fixes, not by how the name begins: anybody may call a
/// role `AWSReservedSSO_Admin_0123456789abcdef`, and nobody may choose these paths.
///
/// Sources: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html>,
/// <https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html>.
pub(super) fn maker<'a>(arn: &'a str, trust: &Known<Policy>) -> Maker<'a> {
    let Some((_, path)) = arn.split_once(":role/") else {
        return Maker::Somebody;
    };
    if let Some(rest) = path.strip_prefix("aws-service-role/") {
        return match (rest.split_once('/'), trust) {
            (_, Known::Unknown(why)) => Maker::Unread(why.clone()),
            (Some((service, name)), Known::Known(trust))
                if !name.contains('/') && trusts_only(trust, service) =>
            {
                Maker::Service
            }
            _ => Maker::Somebody,
        };
    }
    let set = path
        .strip_prefix("aws-reserved/sso.amazonaws.com/")
        .and_then(permission_set);
    set.map_or(Maker::Somebody, Maker::IdentityCenter)
}

/// The permission set of `[region/]AWSReservedSSO_NAME_SUFFIX`; the suffix is sixteen
/// hexadecimal digits, so that a name with `_` in it is told apart.
fn permission_set(rest: &str) -> Option<&str> {
    let name = match rest.split_once('/') {
        Some((_, name)) => name,
        None => rest,
    };
    let (set, suffix) = name.strip_prefix("AWSReservedSSO_")?.rsplit_once('_')?;
    let is_suffix = suffix.len() == 16 && suffix.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_suffix && !name.contains('/')).then_some(set)
}

fn trusts_only(trust: &Policy, service: &str) -> bool {
    let names = trust.statements.iter().flat_map(|statement| {
        let principal = statement.principal.as_ref();
        principal.map_or_else(Vec::new, |principal| principal.principals().names())
    });
    let names: Vec<PrincipalName> = names.collect();
    let is_it = |name: &PrincipalName| *name == PrincipalName::Service(service.to_owned());
    !names.is_empty() && names.iter().all(is_it)
}

/// The names of the roles that stand for something declared: a technical account, or a
/// permission that enters a cluster.
pub(super) fn declared(world: &World<'_>) -> BTreeSet<String> {
    let estate = world.estate;
    let machines = estate.technical_accounts.iter();
    let mut names: BTreeSet<String> = machines.map(|one| one.name.to_string()).collect();
    for permission in estate.permissions.iter() {
        names.extend(
            permission
                .clusters()
                .map(|entered| format!("{}-{}", permission.name, entered.cluster)),
        );
    }
    names
}

/// Whether a role is one that a declared workload of the stack's account takes.
pub(super) fn is_of_a_workload(world: &World<'_>, stack: &Stack, role: &str) -> bool {
    world.estate.workloads.iter().any(|workload| {
        let called = workload.called.as_ref().map(|called| called.as_str());
        let called = called.unwrap_or(workload.name.as_str());
        workload.account.as_str() == stack.account
            && role
                .strip_prefix(called)
                .is_some_and(|rest| rest.starts_with('-'))
    })
}
