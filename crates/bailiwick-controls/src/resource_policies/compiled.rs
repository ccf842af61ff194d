//! The policies of resources that are compiled.

mod widened;

use std::collections::BTreeMap;

use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::Account;
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::Policy;
use serde_json::{Value, json};

use crate::accounts::Scope;
use crate::judgement::Evidence;
use crate::world::World;

pub(crate) use widened::Widened;

/// Where a type of resource says who may come in: the property of its page in
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>.
const PROPERTIES: [(&str, &str); 8] = [
    ("AWS::ECR::Repository", "RepositoryPolicyText"),
    ("AWS::IAM::Role", "AssumeRolePolicyDocument"),
    ("AWS::KMS::Key", "KeyPolicy"),
    ("AWS::Logs::ResourcePolicy", "PolicyDocument"),
    ("AWS::S3::BucketPolicy", "PolicyDocument"),
    ("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy"),
    ("AWS::SNS::TopicPolicy", "PolicyDocument"),
    ("AWS::SQS::QueuePolicy", "PolicyDocument"),
];

/// The policy in a template that says who may come to a resource.
#[derive(Debug)]
pub(crate) struct InTemplate<'w> {
    /// The stack.
    pub(crate) stack: &'w Stack,
    /// The resource's logical id.
    pub(crate) id: &'w str,
    /// The resource.
    pub(crate) resource: &'w Resource,
    /// The account that it is in.
    pub(super) account: Option<&'w Account>,
    document: Value,
}

/// Every such policy in the stacks of the selected accounts.
pub(crate) fn policies<'w>(world: &World<'w>, selection: &Selection<'_>) -> Vec<InTemplate<'w>> {
    let directory = world.directory(Evidence::Compiled).ok();
    let accounts = directory.into_iter().flat_map(|one| one.accounts.iter());
    let accounts: BTreeMap<&str, &Account> = accounts
        .filter_map(|account| Some((account.name.as_deref()?, account)))
        .collect();
    let resources = world.resources(selection);
    resources
        .filter_map(|(stack, id, resource)| {
            Some(InTemplate {
                stack,
                id,
                resource,
                account: accounts.get(stack.account.as_str()).copied(),
                document: document(resource)?,
            })
        })
        .collect()
}

/// Whether a type of resource says who may come in.
pub(crate) fn says_who_comes_in(kind: &str) -> bool {
    kind == "AWS::Lambda::Permission" || PROPERTIES.iter().any(|(one, _)| *one == kind)
}

/// Resources of types that are not in the table, of which some property looks like a policy
/// that allows something to others than services.
pub(crate) fn others<'w>(
    world: &World<'w>,
    selection: &Selection<'_>,
) -> impl Iterator<Item = (&'w Stack, &'w str, &'w Resource)> {
    world.resources(selection).filter(|(_, _, resource)| {
        let in_table = PROPERTIES.iter().any(|(kind, _)| *kind == resource.kind);
        let mut documents = resource.properties.values();
        !in_table
            && !resource.kind.starts_with("AWS::IAM::")
            && documents.any(|document| statements(document).any(lets_people_in))
    })
}

fn statements(document: &Value) -> impl Iterator<Item = &Value> {
    let statements = document.get("Statement");
    let list = statements.and_then(Value::as_array);
    let single = statements.filter(|one| one.is_object());
    list.into_iter().flatten().chain(single)
}

fn lets_people_in(statement: &Value) -> bool {
    let principals = statement.get("Principal").and_then(Value::as_object);
    let only_services = principals.is_some_and(|kinds| kinds.keys().all(|kind| kind == "Service"));
    statement.get("Effect").and_then(Value::as_str) == Some("Allow") && !only_services
}

fn document(resource: &Resource) -> Option<Value> {
    if resource.kind == "AWS::Lambda::Permission" {
        return permission(resource);
    }
    let (_, property) = PROPERTIES.iter().find(|(kind, _)| *kind == resource.kind)?;
    resource.properties.get(*property).cloned()
}

/// A permission is a statement of its function's policy. What it asks of its caller beside
/// the principal is left out, so that it lets in no fewer
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html>).
fn permission(resource: &Resource) -> Option<Value> {
    let principal = resource.properties.get("Principal")?;
    let is_service = principal
        .as_str()
        .is_some_and(|name| name.ends_with(".amazonaws.com"));
    let kind = if is_service { "Service" } else { "AWS" };
    Some(json!({ "Statement": [{
        "Effect": "Allow",
        "Principal": { kind: principal },
        "Action": resource.properties.get("Action")?,
        "Resource": "*",
    }] }))
}

impl InTemplate<'_> {
    /// What it says, with every value that the stack's deployment gives.
    pub(crate) fn exact(&self) -> Known<Policy> {
        let what = format!("the policy of `{}`", self.id);
        match self.scope() {
            Some(scope) => scope.policy(Some(&self.document), &what),
            None => Known::Unknown(what),
        }
    }

    /// A policy that allows no less than this one, where some values are not known yet.
    pub(crate) fn widened(&self) -> Widened {
        match self.scope() {
            Some(scope) => widened::widen(&scope, &self.document),
            None => Widened::Unclear(format!("the id of `{}`", self.stack.account)),
        }
    }

    /// Where it stands: `production/web`.
    pub(crate) fn place(&self) -> String {
        format!("{}/{}", self.stack.account, self.stack.name)
    }

    fn scope(&self) -> Option<Scope<'_>> {
        Some(Scope {
            account: self.account?,
            region: &self.stack.region,
            resources: &self.stack.template.resources,
        })
    }
}
