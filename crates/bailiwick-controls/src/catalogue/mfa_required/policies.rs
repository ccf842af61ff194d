//! The policies of a permission, compiled or held by AWS, and what they allow without MFA.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Allowance, Permission};
use bailiwick_iam::account::Account;
use bailiwick_iam::decide::Known;
use serde_json::Value;

use super::gate;
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// Documents by the name of their policy.
pub(super) type Policies = Vec<(String, Value)>;

/// The managed policies that an account's stacks make.
pub(super) fn compiled(world: &World<'_>, account: &str) -> Policies {
    let stacks = world.blueprint.stacks.iter();
    let here = stacks.filter(|stack| stack.account == account);
    here.flat_map(|stack| stack.template.resources.values())
        .filter_map(|resource| {
            let name = resource.properties.get("ManagedPolicyName")?.as_str()?;
            let document = resource.properties.get("PolicyDocument")?;
            Some((name.to_owned(), document.clone()))
        })
        .collect()
}

/// The managed policies of a permission that an account holds, or why one cannot be read.
pub(super) fn observed(
    account: &Account,
    permission: &Declared<Permission>,
) -> Result<Policies, String> {
    let mut policies = Policies::new();
    for arn in account.managed.keys() {
        let name = arn.rsplit('/').next().unwrap_or_default();
        if !gate::is_part(name, permission.name.as_str()) {
            continue;
        }
        match account.managed_policy(arn) {
            Known::Known(policy) => policies.push((name.to_owned(), policy.to_json())),
            Known::Unknown(why) => return Err(why),
        }
    }
    if policies.is_empty() {
        return Err(format!(
            "what gives `{}` there: no managed policy has its name",
            permission.name
        ));
    }
    Ok(policies)
}

/// What else users of an account hold that could open without MFA what a permission closes:
/// policies that are none of the estate's permissions.
pub(super) fn beside(world: &World<'_>, account: &Account) -> Vec<String> {
    let permissions = || world.estate.permissions.iter();
    let attaches = |name: &str| {
        let managed = |one: &Allowance| match one {
            Allowance::Managed(managed) => managed.managed.iter().any(|one| {
                let named = one.as_str().rsplit('/').next();
                named == Some(name)
            }),
            _ => false,
        };
        permissions().any(|permission| permission.allow.iter().any(managed))
    };
    // An inline policy is nobody's whatever it is called: permissions are managed policies.
    let is_declared = |called: &str| {
        let name = called.rsplit('/').next().unwrap_or_default();
        match called.strip_prefix("arn:") {
            None => false,
            Some(arn) if arn.contains(":iam::aws:policy/") => attaches(name),
            Some(_) => permissions().any(|one| gate::is_part(name, one.name.as_str())),
        }
    };
    let mut open = Vec::new();
    for user in account
        .principals
        .iter()
        .filter(|one| one.as_user().is_some())
    {
        let held = account.identity(user);
        let documents: Vec<Value> = held.known.iter().map(|policy| policy.to_json()).collect();
        if documents.iter().any(gate::denies) {
            continue;
        }
        for (called, document) in held.names.iter().zip(&documents) {
            if !is_declared(called) && gate::open(document).is_some() {
                open.push(format!(
                    "what `{called}` lets `{}` do without MFA, which is no permission's",
                    user.name()
                ));
            }
        }
        open.extend(held.missing);
    }
    open.sort();
    open.dedup();
    open
}

/// What the policies of a permission, among all of an account, allow without MFA.
pub(super) fn open(
    account: &str,
    permission: &Declared<Permission>,
    policies: Policies,
) -> Option<Witness> {
    let title = permission.name.as_str();
    let own: Vec<Value> = policies
        .into_iter()
        .filter(|(name, _)| gate::is_part(name, title))
        .map(|(_, document)| document)
        .collect();
    let managed = |one: &Allowance| matches!(one, Allowance::Managed(_));
    let lacks = if let Some(actions) = own.iter().find_map(gate::open) {
        format!("allows {actions} without MFA")
    } else if permission.allow.iter().any(managed) && !own.iter().any(gate::denies) {
        "attaches policies of AWS, and denies nothing without MFA".to_owned()
    } else {
        return None;
    };
    let what = format!("`{title}` {lacks}");
    Some(Witness::new(WitnessKind::Request, what).with("account", account))
}
