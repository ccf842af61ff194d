//! What else in the stacks has to do with access, and is not compared as policies: which role
//! a machine runs with, who enters a cluster, what may be public.
//!
//! Where that changes, it is named and unknown.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_compile::template::Resource;
use serde_json::{Map, Value};

use crate::side::Side;

/// Kinds that are about nothing but access.
const WHOLE: [&str; 10] = [
    "AWS::EKS::AccessEntry",
    "AWS::IAM::AccessKey",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::OIDCProvider",
    "AWS::IAM::SAMLProvider",
    "AWS::IAM::ServiceLinkedRole",
    "AWS::Lambda::Permission",
    "AWS::RAM::ResourceShare",
    "AWS::S3::AccessPoint",
    "AWS::VerifiedPermissions::Policy",
];

/// Kinds whose part in access the accounts hold as policies.
const COMPARED: [&str; 6] = [
    "AWS::IAM::Group",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::User",
    "AWS::IAM::UserToGroupAddition",
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
        for (id, resource) in &stack.template.resources {
            let part = part(resource);
            if !is_empty(&part) {
                let place = format!("{}/{}/{}", stack.account, stack.region, stack.name);
                parts.insert(format!("`{id}` in `{place}`"), part);
            }
        }
    }
    parts
}

fn part(resource: &Resource) -> Value {
    if COMPARED.contains(&resource.kind) {
        return Value::Null;
    }
    let mut properties = resource.properties.clone();
    // These are compared as policies.
    properties.retain(|_, value| value.get("Statement").is_none());
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
