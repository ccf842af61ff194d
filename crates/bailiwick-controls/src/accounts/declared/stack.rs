//! What one stack adds to its account.

use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use bailiwick_iam::account::{Account, Attached, Group, InlinePolicy, Principal, PrincipalDetails};
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::Policy;
use serde_json::Value;

use super::resource::Scope;

/// Adds the users, groups, roles, policies and resources of a stack to its account.
///
/// Names that only the deployment knows are written as the resource's logical id.
pub(super) fn add(stack: &Stack, account: &mut Account) {
    let known = account.clone();
    let scope = Scope {
        account: &known,
        region: &stack.region,
        resources: &stack.template.resources,
    };
    for (id, resource) in &stack.template.resources {
        match resource.kind {
            "AWS::IAM::ManagedPolicy" => {
                let arn = arn(&scope, id, resource);
                let what = format!("the managed policy `{arn}`");
                let document = resource.properties.get("PolicyDocument");
                account.managed.insert(arn, scope.policy(document, &what));
            }
            "AWS::IAM::Group" => {
                let arn = arn(&scope, id, resource);
                let group = Group::new(arn.clone(), attached(&scope, resource));
                account.groups.insert(arn, group);
            }
            "AWS::IAM::User" => account.principals.push(user(&scope, id, resource)),
            "AWS::IAM::Role" => account.principals.push(role(&scope, id, resource)),
            "AWS::S3::Bucket" => {
                if let Ok(arn) = scope.arn(id, resource) {
                    account.resources.entry(arn).or_insert(None);
                }
            }
            _ => {}
        }
    }
    // What belongs to something else comes after it.
    for resource in stack.template.resources.values() {
        match resource.kind {
            "AWS::IAM::RolePolicy" => add_role_policy(&scope, resource, account),
            "AWS::S3::BucketPolicy" => add_bucket_policy(&scope, resource, account),
            _ => {}
        }
    }
}

fn user(scope: &Scope<'_>, id: &str, resource: &Resource) -> Principal {
    let mut user = Principal::user(arn(scope, id, resource), attached(scope, resource));
    add_tags(scope, resource, &mut user);
    if let PrincipalDetails::User(details) = &mut user.details {
        let account = scope.account.id;
        let groups = texts(scope, resource.properties.get("Groups"));
        details.groups = groups
            .map(|name| format!("arn:aws:iam::{account}:group/{name}"))
            .collect();
    }
    user
}

fn role(scope: &Scope<'_>, id: &str, resource: &Resource) -> Principal {
    let arn = arn(scope, id, resource);
    let what = format!("the trust policy of `{arn}`");
    let trust = scope.policy(resource.properties.get("AssumeRolePolicyDocument"), &what);
    let mut role = Principal::role(&arn, Policy::new([]), attached(scope, resource));
    add_tags(scope, resource, &mut role);
    if let PrincipalDetails::Role(details) = &mut role.details {
        details.trust = trust;
    }
    role
}

fn add_tags(scope: &Scope<'_>, resource: &Resource, principal: &mut Principal) {
    let tags = resource.properties.get("Tags").and_then(Value::as_array);
    for tag in tags.into_iter().flatten() {
        let text = |key| tag.get(key).and_then(|value| scope.text(value).ok());
        if let (Some(key), Some(value)) = (text("Key"), text("Value")) {
            principal.tags.insert(key, value);
        }
    }
    let boundary = resource.properties.get("PermissionsBoundary");
    principal.boundary = boundary.and_then(|boundary| scope.text(boundary).ok());
}

fn attached(scope: &Scope<'_>, resource: &Resource) -> Attached {
    let inline = resource
        .properties
        .get("Policies")
        .and_then(Value::as_array);
    let inline = inline.into_iter().flatten().map(|policy| {
        let name = policy.get("PolicyName").and_then(Value::as_str);
        let name = name.unwrap_or("inline").to_owned();
        let what = format!("the inline policy `{name}`");
        InlinePolicy {
            policy: scope.policy(policy.get("PolicyDocument"), &what),
            name,
        }
    });
    Attached {
        inline: inline.collect(),
        managed: texts(scope, resource.properties.get("ManagedPolicyArns")).collect(),
    }
}

fn add_role_policy(scope: &Scope<'_>, resource: &Resource, account: &mut Account) {
    let name = |key: &str| resource.properties.get(key).map(|value| scope.text(value));
    let Some(Ok(role)) = name("RoleName") else {
        return;
    };
    let policy = match name("PolicyName") {
        Some(Ok(name)) => name,
        _ => "inline".to_owned(),
    };
    let what = format!("the policy `{policy}` of the role `{role}`");
    let inline = InlinePolicy {
        policy: scope.policy(resource.properties.get("PolicyDocument"), &what),
        name: policy,
    };
    let mut roles = account.principals.iter_mut();
    if let Some(found) = roles.find(|one| one.as_role().is_some() && one.name() == role) {
        found.policies.inline.push(inline);
    }
}

/// Adds the policy of a bucket. One that is not known leaves the bucket out, so that an
/// answer says that its policy was not given.
fn add_bucket_policy(scope: &Scope<'_>, resource: &Resource, account: &mut Account) {
    let Some(Ok(bucket)) = resource
        .properties
        .get("Bucket")
        .map(|name| scope.text(name))
    else {
        return;
    };
    let arn = format!("arn:aws:s3:::{bucket}");
    match scope.policy(resource.properties.get("PolicyDocument"), &arn) {
        Known::Known(policy) => account.resources.insert(arn, Some(policy)),
        Known::Unknown(_) => account.resources.remove(&arn),
    };
}

/// The ARN, in which the logical id stands for a name that only the deployment knows.
fn arn(scope: &Scope<'_>, id: &str, resource: &Resource) -> String {
    let kind = match resource.kind {
        "AWS::IAM::Group" => "group",
        "AWS::IAM::ManagedPolicy" => "policy",
        "AWS::IAM::Role" => "role",
        _ => "user",
    };
    scope
        .arn(id, resource)
        .unwrap_or_else(|_| format!("arn:aws:iam::{}:{kind}/{id}", scope.account.id))
}

fn texts<'s>(
    scope: &'s Scope<'_>,
    list: Option<&'s Value>,
) -> impl Iterator<Item = String> + use<'s> {
    let list = list.and_then(Value::as_array);
    let items = list.into_iter().flatten();
    items.map(|item| match scope.text(item) {
        Ok(text) => text,
        // It is looked up and not found, and named then.
        Err(only) => only.0,
    })
}
