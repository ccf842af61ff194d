//! What else in the stacks has to do with access, and is not compared as policies: which role
//! a machine runs with, who enters a cluster, what may be public.
//!
//! Where that changes, it is named and unknown.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use serde_json::{Map, Value, json};

use super::ways::name_of;
use crate::side::Side;

/// Kinds that are about nothing but access.
const WHOLE: [&str; 11] = [
    "AWS::EKS::AccessEntry",
    "AWS::IAM::AccessKey",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::OIDCProvider",
    "AWS::IAM::SAMLProvider",
    "AWS::IAM::ServiceLinkedRole",
    "AWS::IAM::UserToGroupAddition",
    "AWS::Lambda::Permission",
    "AWS::RAM::ResourceShare",
    "AWS::S3::AccessPoint",
    "AWS::VerifiedPermissions::Policy",
];

/// Kinds whose part in access the accounts hold as policies.
const COMPARED: [&str; 5] = [
    "AWS::IAM::Group",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::User",
];

/// Parts of the names of properties that have to do with access.
const WORDS: [&str; 12] = [
    "AccessControl",
    "AccessEntries",
    "Accessibility",
    "Authoriz",
    "Grant",
    "InstanceProfile",
    "Permission",
    "Policies",
    "Policy",
    "Principal",
    "Public",
    "Role",
];

/// What changed, in words.
pub(super) fn changed(old: &Side<'_>, new: &Side<'_>) -> Vec<String> {
    let (before, after) = (parts(old), parts(new));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| format!("what {name} does to access, which is not modelled"))
        .collect()
}

/// The parts of each resource that have to do with access, but for policies, by name.
fn parts(side: &Side<'_>) -> BTreeMap<String, Value> {
    let mut parts = BTreeMap::new();
    for stack in &side.blueprint.stacks {
        let place = format!("{}/{}/{}", stack.account, stack.region, stack.name);
        for (id, resource) in &stack.template.resources {
            let part = match is_of_nobody(side, stack, resource) {
                true => Value::Object(resource.properties.clone()),
                false => part(resource),
            };
            if !is_empty(&part) {
                parts.insert(format!("`{id}` in `{place}`"), part);
            }
        }
        let conditions = conditions(stack);
        if !is_empty(&conditions) {
            parts.insert(format!("what is made at all of `{place}`"), conditions);
        }
    }
    parts
}

/// Whether it is the policy of a role that no stack of the account makes: nobody that is
/// compared has it.
fn is_of_nobody(side: &Side<'_>, stack: &Stack, resource: &Resource) -> bool {
    if resource.kind != "AWS::IAM::RolePolicy" {
        return false;
    }
    let role = resource.properties.get("RoleName");
    let name = role.and_then(Value::as_str).or_else(|| {
        let id = role?.get("Ref")?.as_str()?;
        let role = stack.template.resources.get(id)?;
        let name = role.properties.get("RoleName").and_then(Value::as_str);
        Some(name.unwrap_or(id))
    });
    let mut accounts = side.directory.accounts.iter();
    let account = accounts.find(|one| name_of(one) == stack.account);
    let mut principals = account.into_iter().flat_map(|one| &one.principals);
    !principals.any(|one| one.as_role().is_some() && Some(one.name()) == name)
}

/// Which resources are made only on some condition, and on which.
fn conditions(stack: &Stack) -> Value {
    let resources = stack.template.resources.iter();
    let on = resources.filter_map(|(id, one)| Some((id.clone(), one.condition?.into())));
    let on: Map<String, Value> = on.collect();
    if on.is_empty() {
        return Value::Null;
    }
    let conditions: Map<String, Value> = stack.template.conditions.clone().into_iter().collect();
    let parameters = stack.template.parameters.iter();
    let defaults = parameters.map(|(name, one)| (name.clone(), one.default.clone().into()));
    let defaults: Map<String, Value> = defaults.collect();
    json!([on, conditions, defaults])
}

fn part(resource: &Resource) -> Value {
    let mut properties = resource.properties.clone();
    if COMPARED.contains(&resource.kind) {
        // A password is no policy.
        properties.retain(|name, _| name == "LoginProfile");
        return Value::Object(properties);
    }
    if !resource.kind.starts_with("AWS::IAM::") {
        // These are compared as policies.
        properties.retain(|_, value| value.get("Statement").is_none());
    }
    let is_policy = resource.kind.ends_with("Policy");
    match WHOLE.contains(&resource.kind) || is_policy {
        true => Value::Object(properties),
        false => about_access(&Value::Object(properties)),
    }
}

/// What stands under names that have to do with access.
fn about_access(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let is_about = WORDS.iter().any(|word| name.contains(word));
                let part = match is_about {
                    true => value.clone(),
                    false => about_access(value),
                };
                (name.clone(), part)
            });
            let members: Map<String, Value> = members.filter(|(_, part)| !is_empty(part)).collect();
            Value::Object(members)
        }
        Value::Array(items) => {
            let items = items.iter().map(about_access);
            Value::Array(items.filter(|part| !is_empty(part)).collect())
        }
        _ => Value::Null,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
