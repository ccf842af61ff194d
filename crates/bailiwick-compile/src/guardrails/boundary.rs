//! Permissions boundaries for the roles and users that people make.
//!
//! The boundary is a managed policy in each account; a service control policy sees to it that
//! whatever is made has it, keeps it, and that nobody changes it.
//!
//! Source: "Permissions boundaries for IAM entities", IAM User Guide
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Guardrail;
use bailiwick_iam::policy::{Condition, Sid, SizeQuota, Statement};
use serde_json::json;

use super::exempt::Exempt;
use super::target;
use crate::access::{fitted, has_identity_center, region_of};
use crate::blueprint::Stack;
use crate::permission::{Compiled, Setting};
use crate::template::{ACCOUNT_ID, LogicalIds, Resource, Template, text};

/// What makes a role or a user, or sets its boundary: all carry `iam:PermissionsBoundary`.
const BOUNDED: [&str; 12] = [
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:DeleteRolePolicy",
    "iam:DeleteUserPolicy",
    "iam:DetachRolePolicy",
    "iam:DetachUserPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
];

/// What takes a boundary away.
const UNBOUNDING: [&str; 2] = [
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
];

/// What changes the policy that is the boundary, or puts another in its place.
const CHANGES: [&str; 5] = [
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
];

/// The denials that make the boundary hold.
pub(super) fn statements(
    estate: &Estate,
    guardrail: &Guardrail,
    exempt: &Exempt,
) -> Vec<Statement> {
    let boundary = guardrail.boundary.as_ref();
    let Some(permission) = boundary.and_then(|boundary| boundary.of(&estate.permissions)) else {
        return Vec::new();
    };
    let arn = format!("arn:aws:iam::*:policy/{}", permission.name);
    let unbounded = Condition::test("ArnNotLike", "iam:PermissionsBoundary", [arn.clone()]);
    let denials = [
        ("bounded", &BOUNDED[..], "*", unbounded),
        ("keep bounded", &UNBOUNDING[..], "*", Condition::default()),
        (
            "keep boundary",
            &CHANGES[..],
            arn.as_str(),
            Condition::default(),
        ),
    ];
    denials
        .into_iter()
        .map(|(words, actions, on, condition)| {
            let mut statement = Statement::deny(actions.iter().copied())
                .on([on])
                .when(exempt.others(condition));
            statement.sid = Sid::from_words(words);
            statement
        })
        .collect()
}

/// The stacks with the boundaries of each account.
pub(super) fn stacks(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) -> Vec<Stack> {
    let mut stacks = Vec::new();
    for account in estate.accounts.iter() {
        let mut template = Template::new(format!(
            "The most that roles made in the account {} can do",
            account.name
        ));
        let mut ids = LogicalIds::default();
        for guardrail in estate.guardrails.iter() {
            let held = target::accounts(estate, guardrail);
            if !held.iter().any(|held| held.name == account.name) {
                continue;
            }
            let setting = Setting {
                account: account
                    .id
                    .as_ref()
                    .map_or(ACCOUNT_ID.to_owned(), ToString::to_string),
                iam_users: !has_identity_center(estate),
            };
            let boundary = boundary(estate, guardrail, &setting, diagnostics);
            if let Some((name, resource)) = boundary
                && !template
                    .resources
                    .values()
                    .any(|known| known.properties == resource.properties)
            {
                template.add(ids.give(&[&name, "boundary"]), resource);
            }
        }
        if !template.resources.is_empty() {
            stacks.push(Stack {
                account: account.name.to_string(),
                region: region_of(estate, account).to_owned(),
                name: "boundaries".to_owned(),
                template,
            });
        }
    }
    stacks
}

/// A role has one boundary, so it must be one policy.
fn boundary(
    estate: &Estate,
    guardrail: &Declared<Guardrail>,
    setting: &Setting,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(String, Resource)> {
    let permission = guardrail.boundary.as_ref()?.of(&estate.permissions)?;
    // What is wrong with it was reported when it was compiled for its own sake.
    let compiled = Compiled::of(permission, setting, &mut Vec::new());
    let mut policies = fitted(
        permission,
        compiled.statements,
        SizeQuota::ManagedPolicy,
        diagnostics,
    );
    let name = permission.name.to_string();
    if policies.len() != 1 || !compiled.managed.is_empty() {
        let message = format!("`{name}` cannot be a boundary, which is a single policy");
        diagnostics.push(
            Diagnostic::error(Code::GUARDRAIL_QUOTA, guardrail.fields.value("boundary"), message)
                .related(permission.span, "this permission comes to more, or to none")
                .help("say it in words or actions that fit into one managed policy of 6,144 characters, without `managed`"),
        );
        return None;
    }
    let policy = policies.remove(0);
    let resource = Resource::new("AWS::IAM::ManagedPolicy")
        .with("ManagedPolicyName", json!(name))
        .with("PolicyDocument", text(policy.to_json()))
        .note(permission.means.as_str());
    Some((name, resource))
}
