//! One user, group, role or managed policy of the output.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{ReadError, entries};
use crate::account::document;
use crate::account::{
    Account, Attached, Group, InlinePolicy, Principal, PrincipalDetails, RoleDetails,
};
use crate::decide::Known;
use crate::policy::Policy;

type Result<T> = std::result::Result<T, ReadError>;

/// A user; its groups are those of the account, which come first.
pub(super) fn user(value: &Value, path: &str, account: &Account) -> Result<Principal> {
    let arn = text(value, "Arn", "the user's `Arn`", path)?;
    let mut user = Principal::user(arn, attached(value, "UserPolicyList", arn));
    common(&mut user, value);
    if let PrincipalDetails::User(details) = &mut user.details {
        let names = value.get("GroupList").and_then(Value::as_array);
        let names = names.into_iter().flatten().filter_map(Value::as_str);
        details.groups = names.map(|name| group_arn(name, account)).collect();
    }
    Ok(user)
}

/// The ARN of the group with this name. Of one that is not in the output the folder is not
/// known; whatever asks for it finds nothing under this ARN and says so.
fn group_arn(name: &str, account: &Account) -> String {
    let mut groups = account.groups.values();
    match groups.find(|group| group.name() == name) {
        Some(group) => group.arn.clone(),
        None => format!("arn:aws:iam::{}:group/{name}", account.id),
    }
}

/// A role.
pub(super) fn role(value: &Value, path: &str) -> Result<Principal> {
    let arn = text(value, "Arn", "the role's `Arn`", path)?;
    let what = format!("the trust policy of `{arn}`");
    let trust = match value.get("AssumeRolePolicyDocument") {
        Some(document) => document::policy(document, &what),
        None => Known::Unknown(what),
    };
    let mut role = Principal::role(arn, Policy::new([]), attached(value, "RolePolicyList", arn));
    common(&mut role, value);
    let profiles = match value.get("InstanceProfileList").and_then(Value::as_array) {
        Some(profiles) => Known::Known(arns(profiles)),
        None => Known::Unknown(format!("whether an instance profile holds `{arn}`")),
    };
    role.details = PrincipalDetails::Role(RoleDetails {
        trust,
        instance_profiles: profiles,
        permission_set: permission_set(arn).map(str::to_owned),
    });
    Ok(role)
}

fn arns(profiles: &[Value]) -> Vec<String> {
    let arns = profiles
        .iter()
        .filter_map(|profile| profile.get("Arn")?.as_str());
    arns.map(str::to_owned).collect()
}

/// The permission set that Identity Center made the role for: its name is
/// `AWSReservedSSO_NAME_SUFFIX`
/// (<https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html>).
fn permission_set(arn: &str) -> Option<&str> {
    let (_, name) = arn.split_once(":role/aws-reserved/sso.amazonaws.com/")?;
    let (_, name) = name.rsplit_once("AWSReservedSSO_")?;
    name.rsplit_once('_').map(|(name, _)| name)
}

/// A group of users.
pub(super) fn group(value: &Value, path: &str) -> Result<Group> {
    let arn = text(value, "Arn", "the group's `Arn`", path)?;
    Ok(Group::new(arn, attached(value, "GroupPolicyList", arn)))
}

/// A managed policy, by its ARN: the document of its default version.
pub(super) fn managed_policy(value: &Value, path: &str) -> Result<(String, Known<Policy>)> {
    let arn = text(value, "Arn", "the policy's `Arn`", path)?;
    let what = format!("the managed policy `{arn}`");
    let named = value.get("DefaultVersionId");
    let default = |(_, version): &(String, &Value)| {
        let is_named = named.is_some() && version.get("VersionId") == named;
        is_named || version.get("IsDefaultVersion") == Some(&Value::Bool(true))
    };
    let version = entries(value, "PolicyVersionList").find(default);
    let document = version.and_then(|(_, version)| version.get("Document"));
    let policy = match document {
        Some(document) => document::policy(document, &what),
        None => Known::Unknown(what),
    };
    Ok((arn.to_owned(), policy))
}

/// What users and roles have alike.
fn common(principal: &mut Principal, value: &Value) {
    let boundary = value.pointer("/PermissionsBoundary/PermissionsBoundaryArn");
    principal.boundary = boundary.and_then(Value::as_str).map(str::to_owned);
    principal.tags = tags(value);
    let last_used = value.pointer("/RoleLastUsed/LastUsedDate");
    principal.last_used = last_used.and_then(Value::as_str).map(str::to_owned);
}

fn tags(value: &Value) -> BTreeMap<String, String> {
    let pair = |(_, tag): (String, &Value)| {
        let text = |key| Some(tag.get(key)?.as_str()?.to_owned());
        Some((text("Key")?, text("Value")?))
    };
    entries(value, "Tags").filter_map(pair).collect()
}

fn attached(value: &Value, inline: &str, owner: &str) -> Attached {
    let policy = |(path, entry): (String, &Value)| {
        let name = entry.get("PolicyName").and_then(Value::as_str);
        let name = name.unwrap_or(&path).to_owned();
        let what = format!("the policy `{name}` of `{owner}`");
        let policy = match entry.get("PolicyDocument") {
            Some(document) => document::policy(document, &what),
            None => Known::Unknown(what),
        };
        InlinePolicy { name, policy }
    };
    let arn = |(_, entry): (String, &Value)| Some(entry.get("PolicyArn")?.as_str()?.to_owned());
    Attached {
        inline: entries(value, inline).map(policy).collect(),
        managed: entries(value, "AttachedManagedPolicies")
            .filter_map(arn)
            .collect(),
    }
}

fn text<'v>(value: &'v Value, key: &str, wanted: &'static str, path: &str) -> Result<&'v str> {
    let text = value.get(key).and_then(Value::as_str);
    text.ok_or_else(|| ReadError::Missing {
        path: path.to_owned(),
        wanted,
    })
}
