//! Technical accounts: OIDC providers, roles and their policies.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Authentication, Member, Mfa, TechnicalAccount};
use bailiwick_iam::policy::AttachmentQuota;
use serde_json::{Value, json};

use super::name::{self, Named};
use super::{AccessStack, group, trust};
use crate::template::{Resource, text};

impl<'e> AccessStack<'e> {
    /// The roles and providers of the technical accounts that live here (`residents`) or
    /// hold anything here, by name. One with an access key is an IAM user: in its groups where there are IAM
    /// groups, else with the policies attached to itself.
    pub(super) fn add_technical_accounts(
        &mut self,
        residents: &[&'e Declared<TechnicalAccount>],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut held = self.technical_holdings();
        for resident in residents {
            held.entry(resident.name.as_str()).or_default();
        }
        let mut providers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, permissions) in held {
            let Some(technical) = self.estate.technical_accounts.get(name) else {
                continue;
            };
            let role = match &technical.authentication {
                Authentication::Oidc(oidc) => {
                    let audiences = providers.entry(oidc.oidc.as_str()).or_default();
                    audiences.insert(oidc.audience.as_str());
                    trust::oidc(oidc, self.account_id())
                }
                Authentication::Service(service) => trust::service(service.service.as_str()),
                Authentication::AccessKey(_) => {
                    if !self.setting.iam_users || permissions.is_empty() {
                        self.add_key_user(technical, &permissions, diagnostics);
                    }
                    continue;
                }
                Authentication::SshKey(_) | Authentication::Token(_) => {
                    self.refuse(technical, &permissions, diagnostics);
                    continue;
                }
            };
            self.add_role(technical, &role.to_json(), &permissions, diagnostics);
        }
        for (host, audiences) in providers {
            let resource = Resource::new("AWS::IAM::OIDCProvider")
                .with("Url", json!(format!("https://{host}")))
                .with("ClientIdList", json!(audiences))
                .with("Tags", self.tags());
            self.add(&[host, "provider"], resource);
        }
    }

    /// The permissions of each technical account, by the groups it is in.
    fn technical_holdings(&self) -> BTreeMap<&'e str, BTreeSet<&'e str>> {
        let mut held: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for holding in &self.holdings {
            for member in &holding.group.members {
                if let Member::TechnicalAccount(technical) = member
                    && holding.request.is_none()
                {
                    let permissions = held.entry(technical.as_str()).or_default();
                    permissions.insert(holding.permission.name.as_str());
                }
            }
        }
        held
    }

    fn add_role(
        &mut self,
        technical: &'e Declared<TechnicalAccount>,
        trust: &Value,
        permissions: &BTreeSet<&'e str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let name = technical.name.as_str();
        let arns = self.attach_all(technical, permissions, diagnostics);
        self.refuse_mfa(technical, permissions, diagnostics);
        name::check(name, Named::Role, technical.span, diagnostics);
        let resource = Resource::new("AWS::IAM::Role")
            .with("RoleName", json!(name))
            .with("AssumeRolePolicyDocument", text(trust.clone()))
            .with("ManagedPolicyArns", json!(arns))
            .with("Tags", self.tags())
            .note(technical.purpose.as_str());
        self.add(&[name, "role"], resource);
    }

    fn add_key_user(
        &mut self,
        technical: &'e Declared<TechnicalAccount>,
        permissions: &BTreeSet<&'e str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let name = technical.name.as_str();
        let arns = self.attach_all(technical, permissions, diagnostics);
        name::check(name, Named::User, technical.span, diagnostics);
        let resource = Resource::new("AWS::IAM::User")
            .with("UserName", json!(name))
            .with("ManagedPolicyArns", json!(arns))
            .with("Tags", self.tags())
            .note(technical.purpose.as_str());
        self.add(&[name, "user"], resource);
    }

    fn attach_all(
        &mut self,
        technical: &Declared<TechnicalAccount>,
        permissions: &BTreeSet<&'e str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Value> {
        let mut arns = Vec::new();
        for permission in permissions {
            if let Some(permission) = self.estate.permissions.get(permission) {
                arns.extend(self.attach(permission, diagnostics).arns);
            }
        }
        let limit = AttachmentQuota::Role.default_limit();
        if arns.len() > limit {
            diagnostics.push(group::too_many(technical, arns.len(), limit));
        }
        arns
    }

    /// A role's session was never opened with MFA, so that a permission that needs it
    /// would give nothing.
    fn refuse_mfa(
        &self,
        technical: &Declared<TechnicalAccount>,
        permissions: &BTreeSet<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for name in permissions {
            let permission = self.estate.permissions.get(name);
            let Some(permission) = permission.filter(|_| self.setting.iam_users) else {
                continue;
            };
            if permission.mfa == Some(Mfa::Required) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::CANNOT_HOLD,
                        technical.span,
                        format!(
                            "`{}` cannot use MFA, and `{name}` requires it",
                            technical.name
                        ),
                    )
                    .related(permission.fields.value("mfa"), "MFA is required here")
                    .help("give it a permission of its own with `mfa: exempt` and the exception"),
                );
            }
        }
    }

    fn refuse(
        &self,
        technical: &Declared<TechnicalAccount>,
        permissions: &BTreeSet<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for name in permissions {
            let Some(permission) = self.estate.permissions.get(name) else {
                continue;
            };
            if !permission.is_decided_by_iam() {
                continue;
            }
            let diagnostic = Diagnostic::error(
                Code::CANNOT_HOLD,
                technical.fields.value("authentication"),
                format!(
                    "`{}` holds `{name}` on AWS, but cannot prove to AWS who it is",
                    technical.name
                ),
            )
            .related(permission.span, "this permission is decided by IAM")
            .help(
                "authenticate it by `oidc`, `service` or `access_key`, or take it out of the group",
            );
            diagnostics.push(diagnostic);
        }
    }
}
