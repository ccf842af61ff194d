//! One user, group, role or managed policy of the output.

use std::collections::BTreeMap;

use serde_json::Value;

use super::list::{entries, text};
use super::{ReadError, Result};
use crate::account::document;
use crate::account::{
    Account, Attached, Group, InlinePolicy, Principal, PrincipalDetails, RoleDetails,
};
use crate::decide::Known;
use crate::policy::Policy;

/// A user; its groups are those of the account, which come first.
pub(super) fn user(value: &Value, path: &str, account: &Account) -> Result<Principal> {
    let arn = text(value, "Arn", "the user's `Arn`", path)?;
    let mut user = Principal::user(arn, attached(value, "UserPolicyList", arn, path)?);
    common(&mut user, value, path)?;
    if let PrincipalDetails::User(details) = &mut user.details {
        for (path, name) in entries(value, "GroupList", path)? {
            let wanted = "a name";
            let name = name.as_str().ok_or(ReadError::Wrong { path, wanted })?;
            details.groups.push(group_arn(name, account));
        }
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
    let attached = attached(value, "RolePolicyList", arn, path)?;
    let mut role = Principal::role(arn, Policy::new([]), attached);
    common(&mut role, value, path)?;
    let profiles = match value.get("InstanceProfileList") {
        Some(_) => Known::Known(arns(value, "InstanceProfileList", "Arn", path)?),
        None => Known::Unknown(format!("whether an instance profile holds `{arn}`")),
    };
    role.details = PrincipalDetails::Role(RoleDetails {
        trust,
        instance_profiles: profiles,
        permission_set: permission_set(arn).map(str::to_owned),
    });
    Ok(role)
}

/// What the entries of a list have under a key.
fn arns(value: &Value, list: &str, key: &str, path: &str) -> Result<Vec<String>> {
    let arns = entries(value, list, path)?.into_iter();
    arns.map(|(path, entry)| text(entry, key, "an ARN", &path).map(str::to_owned))
        .collect()
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
    let attached = attached(value, "GroupPolicyList", arn, path)?;
    Ok(Group::new(arn, attached))
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
    let mut versions = entries(value, "PolicyVersionList", path)?.into_iter();
    let version = versions.find(default);
    let document = version.and_then(|(_, version)| version.get("Document"));
    let policy = match document {
        Some(document) => document::policy(document, &what),
        None => Known::Unknown(what),
    };
    Ok((arn.to_owned(), policy))
}

/// What users and roles have alike.
fn common(principal: &mut Principal, value: &Value, path: &str) -> Result<()> {
    if let Some(boundary) = value.get("PermissionsBoundary") {
        let key = "PermissionsBoundaryArn";
        let arn = text(boundary, key, "the boundary's ARN", path)?;
        principal.boundary = Some(arn.to_owned());
    }
    principal.tags = tags(value, path)?;
    let last_used = value.pointer("/RoleLastUsed/LastUsedDate");
    principal.last_used = last_used.and_then(Value::as_str).map(str::to_owned);
    Ok(())
}

fn tags(value: &Value, path: &str) -> Result<BTreeMap<String, String>> {
    let tags = entries(value, "Tags", path)?.into_iter();
    tags.map(|(path, tag)| {
        let key = text(tag, "Key", "the tag's `Key`", &path)?;
        let value = text(tag, "Value", "the tag's `Value`", &path)?;
        Ok((key.to_owned(), value.to_owned()))
    })
    .collect()
}

fn attached(value: &Value, inline: &str, owner: &str, path: &str) -> Result<Attached> {
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
    let inline = entries(value, inline, path)?.into_iter();
    Ok(Attached {
        inline: inline.map(policy).collect(),
        managed: arns(value, "AttachedManagedPolicies", "PolicyArn", path)?,
    })
}
