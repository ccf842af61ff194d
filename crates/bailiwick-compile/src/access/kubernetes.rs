//! Who may enter Kubernetes clusters on EKS.
//!
//! Access to EKS's own API is not access to Kubernetes: an access entry ties an IAM user
//! or role to an access policy. A group cannot have one, nor can the role of a permission
//! set be named before it exists, so that each permission gets a role that its holders
//! may take.
//!
//! Source: "Grant IAM users access to Kubernetes with EKS access entries" and "Review
//! access policy permissions", Amazon EKS User Guide.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{
    Authentication, KubernetesAccess, KubernetesAllowance, Member, Mfa, Permission,
};
use bailiwick_iam::policy::{Condition, Sid, Statement};
use serde_json::{Value, json};

use super::name::{self, Named};
use super::{AccessStack, only_machines, trust};
use crate::template::{Resource, text};

impl<'e> AccessStack<'e> {
    /// The roles and access entries of every permission that enters a cluster of this
    /// account.
    pub(super) fn add_clusters(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        for permission in self.permissions() {
            for (cluster, allowances) in self.clusters_of(permission) {
                let name = role_name(permission.name.as_str(), cluster);
                name::check(&name, Named::Role, permission.span, diagnostics);
                let holders = self.holders(permission);
                let mfa = self.needs_mfa(permission);
                let trusted = trust::account(self.account_id(), &holders, mfa).to_json();
                let role = Resource::new("AWS::IAM::Role")
                    .with("RoleName", json!(name))
                    .with("AssumeRolePolicyDocument", text(trusted))
                    .with("Tags", self.tags())
                    .note(format!(
                        "Enters the cluster {cluster}: {}",
                        permission.means
                    ));
                let role = self.add(&[permission.name.as_str(), cluster, "role"], role);
                let entry = Resource::new("AWS::EKS::AccessEntry")
                    .with("ClusterName", json!(self.cluster_name(cluster)))
                    .with("PrincipalArn", json!({ "Fn::GetAtt": [role, "Arn"] }))
                    .with("AccessPolicies", access_policies(&allowances))
                    .with("Tags", self.tags());
                self.add(&[permission.name.as_str(), cluster, "entry"], entry);
            }
        }
    }

    /// That the holders of a permission may take the roles that enter its clusters.
    pub(super) fn may_enter_clusters(
        &self,
        permission: &'e Declared<Permission>,
    ) -> Option<Statement> {
        let roles: Vec<String> = self
            .clusters_of(permission)
            .into_keys()
            .map(|cluster| {
                let role = role_name(permission.name.as_str(), cluster);
                format!("arn:aws:iam::{}:role/{role}", self.account_id())
            })
            .collect();
        if roles.is_empty() {
            return None;
        }
        let mut statement = Statement::allow(["sts:AssumeRole"]).on(roles);
        statement.sid = Sid::from_words("enter clusters");
        if self.needs_mfa(permission) {
            let mfa = Condition::test("Bool", "aws:MultiFactorAuthPresent", ["true"]);
            statement = statement.when(mfa);
        }
        Some(statement)
    }

    /// The clusters of this account that a permission enters, and how.
    fn clusters_of(
        &self,
        permission: &'e Declared<Permission>,
    ) -> BTreeMap<&'e str, Vec<&'e KubernetesAllowance>> {
        let mut clusters: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for allowance in permission.clusters() {
            let system = allowance.cluster.of(&self.estate.systems);
            let account = system.and_then(|system| self.estate.account_of(system));
            if account.is_some_and(|account| account.name == self.account.name) {
                clusters
                    .entry(allowance.cluster.as_str())
                    .or_default()
                    .push(allowance);
            }
        }
        clusters
    }

    /// The ARNs of those who hold a permission here, by which its roles know them. None
    /// where people are IAM users: then the account's own policies say who may.
    fn holders(&self, permission: &Declared<Permission>) -> BTreeSet<String> {
        let mut holders = BTreeSet::new();
        if self.setting.iam_users {
            return holders;
        }
        let here = |holding: &&Holding<'_>| holding.permission.name == permission.name;
        for holding in self.holdings.iter().filter(here) {
            if !only_machines(holding.group) {
                holders.extend(trust::permission_set(
                    self.account_id(),
                    permission.name.as_str(),
                ));
            }
            for member in &holding.group.members {
                let Member::TechnicalAccount(technical) = member else {
                    continue;
                };
                let kind = match technical.of(&self.estate.technical_accounts) {
                    Some(one) if matches!(one.authentication, Authentication::AccessKey(_)) => {
                        "user"
                    }
                    _ => "role",
                };
                holders.insert(format!(
                    "arn:aws:iam::{}:{kind}/{technical}",
                    self.account_id()
                ));
            }
        }
        holders
    }

    fn needs_mfa(&self, permission: &Permission) -> bool {
        permission.mfa == Some(Mfa::Required) && self.setting.iam_users
    }

    fn cluster_name(&self, cluster: &'e str) -> &'e str {
        let system = self.estate.systems.get(cluster);
        let called = system.and_then(|system| system.called.as_deref());
        called.unwrap_or(cluster)
    }
}

/// One entry for each access policy: EKS ties a policy to an entry once, so that what
/// several allowances say of one is put together.
fn access_policies(allowances: &[&KubernetesAllowance]) -> Value {
    let mut scopes: BTreeMap<&str, Option<BTreeSet<&str>>> = BTreeMap::new();
    for allowance in allowances {
        let scope = scopes
            .entry(access_policy(allowance.kubernetes))
            .or_insert_with(|| Some(BTreeSet::new()));
        match scope {
            Some(namespaces) if !allowance.namespaces.is_empty() => {
                namespaces.extend(allowance.namespaces.iter().map(|name| name.as_str()));
            }
            _ => *scope = None,
        }
    }
    scopes
        .into_iter()
        .map(|(policy, namespaces)| {
            let scope = match namespaces {
                None => json!({ "Type": "cluster" }),
                Some(names) => json!({ "Type": "namespace", "Namespaces": names }),
            };
            json!({
                "PolicyArn": format!("arn:aws:eks::aws:cluster-access-policy/{policy}"),
                "AccessScope": scope,
            })
        })
        .collect()
}

fn access_policy(access: KubernetesAccess) -> &'static str {
    match access {
        KubernetesAccess::View => "AmazonEKSViewPolicy",
        KubernetesAccess::Edit => "AmazonEKSEditPolicy",
        KubernetesAccess::Admin => "AmazonEKSAdminPolicy",
        KubernetesAccess::ClusterAdmin => "AmazonEKSClusterAdminPolicy",
    }
}

/// Complains about clusters in an account where the permission that enters them is not
/// held: the role that would enter them is made only where it is held.
pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let mut held: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for holding in estate.holdings() {
        let accounts = held.entry(holding.permission.name.as_str()).or_default();
        accounts.extend(holding.account().map(|account| account.name.as_str()));
    }
    for permission in estate.permissions.iter() {
        let Some(accounts) = held.get(permission.name.as_str()) else {
            continue;
        };
        for allowance in permission.clusters() {
            let system = allowance.cluster.of(&estate.systems);
            let account = system.and_then(|system| estate.account_of(system));
            let Some(account) = account.filter(|account| !accounts.contains(account.name.as_str()))
            else {
                continue;
            };
            let message = format!(
                "the cluster `{}` lies in the account `{}`, where nobody holds `{}`",
                allowance.cluster, account.name, permission.name
            );
            diagnostics.push(
                Diagnostic::error(Code::CLUSTER_ELSEWHERE, allowance.cluster.span, message)
                    .help("add the cluster, or its account's system, to the permission's `on`; or grant the permission `on` that account as well"),
            );
        }
    }
}

fn role_name(permission: &str, cluster: &str) -> String {
    format!("{permission}-{cluster}")
}
