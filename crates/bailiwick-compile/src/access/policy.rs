//! The managed policies of a permission, each made once in a stack.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Permission;
use bailiwick_iam::fit::fit;
use bailiwick_iam::policy::{Policy, SizeQuota, Statement};
use serde_json::{Value, json};

use super::AccessStack;
use super::name::{self, Named};
use crate::identity_center::LargeSet;
use crate::template::{Resource, text};

/// What stands in `ManagedPolicyArns` for a permission.
#[derive(Clone, Debug, Default)]
pub(super) struct Attached {
    /// References to policies of the stack, and ARNs of AWS's.
    pub(super) arns: Vec<Value>,
}

impl<'e> AccessStack<'e> {
    /// The policies of a permission, made if they are not there yet.
    pub(super) fn attach(
        &mut self,
        permission: &'e Declared<Permission>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Attached {
        if let Some(attached) = self.policies.get(permission.name.as_str()) {
            return attached.clone();
        }
        let compiled = self.compiled(permission);
        let mut statements = compiled.statements;
        statements.extend(self.may_enter_clusters(permission));
        let policies = fitted(
            permission,
            statements,
            SizeQuota::ManagedPolicy,
            diagnostics,
        );
        let mut attached = Attached::default();
        for (number, policy) in (1..).zip(&policies) {
            let name = numbered(permission.name.as_str(), number);
            let id = self.add_policy(&name, permission, policy, diagnostics);
            attached.arns.push(json!({ "Ref": id }));
        }
        attached
            .arns
            .extend(compiled.managed.into_iter().map(Value::from));
        self.policies
            .insert(permission.name.as_str(), attached.clone());
        attached
    }

    /// The policies that permission sets name because they are too large to hold them.
    pub(super) fn add_permission_set_policies(
        &mut self,
        large: &[LargeSet<'_>],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for large in large {
            if !large.accounts.contains(self.account.name.as_str()) {
                continue;
            }
            let Some(permission) = self.estate.permissions.get(&large.set.permission) else {
                continue;
            };
            for (name, policy) in &large.set.customer_managed {
                self.add_policy(name, permission, policy, diagnostics);
            }
        }
    }

    /// A managed policy has no description: it cannot be changed later, and with a fixed
    /// name CloudFormation could not replace the policy either ("AWS::IAM::ManagedPolicy").
    fn add_policy(
        &mut self,
        name: &str,
        permission: &Declared<Permission>,
        policy: &Policy,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> String {
        name::check(name, Named::Policy, permission.span, diagnostics);
        let resource = Resource::new("AWS::IAM::ManagedPolicy")
            .with("ManagedPolicyName", json!(name))
            .with("PolicyDocument", text(policy.to_json()))
            .note(permission.means.as_str());
        self.add(&[name, "policy"], resource)
    }
}

/// Statements in the fewest policies that fit; what does not fit is reported.
pub(crate) fn fitted(
    permission: &Declared<Permission>,
    statements: Vec<Statement>,
    quota: SizeQuota,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Policy> {
    if statements.is_empty() {
        return Vec::new();
    }
    fit(statements, quota.limit()).unwrap_or_else(|too_large| {
        diagnostics.push(
            Diagnostic::error(
                Code::TOO_LARGE,
                permission.span,
                format!(
                    "one statement of `{}` needs {} characters, a policy may have {}",
                    permission.name, too_large.size, too_large.limit
                ),
            )
            .help("shorten its conditions or its names, or make two allowances of it"),
        );
        Vec::new()
    })
}

/// `name`, `name-2`, `name-3`.
pub(crate) fn numbered(name: &str, number: usize) -> String {
    if number == 1 {
        name.to_owned()
    } else {
        format!("{name}-{number}")
    }
}
