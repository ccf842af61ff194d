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

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{
    Authentication, KubernetesAccess, KubernetesAllowance, Member, Mfa, Permission,
    TechnicalAccount,
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
        for permission in self.entered_permissions() {
            let entrants = self.entrants(permission);
            for (cluster, allowances) in self.clusters_of(permission) {
                let name = role_name(permission.name.as_str(), cluster);
                name::check(&name, Named::Role, permission.span, diagnostics);
                let mfa = self.needs_mfa(permission);
                let trusted = trust::account(self.account_id(), &entrants, mfa).to_json();
                let role = Resource::new("AWS::IAM::Role")
                    .with("RoleName", json!(name))
                    .with("AssumeRolePolicyDocument", text(trusted))
                    .with("Tags", self.tags())
                    .note(format!(
                        "Enters the cluster {cluster}: {}",
                        permission.means
                    ));
                let role = self.add(&[permission.name.as_str(), cluster, "role"], role);
                let policies: Vec<Value> = allowances.into_iter().map(access_policy).collect();
                let entry = Resource::new("AWS::EKS::AccessEntry")
                    .with("ClusterName", json!(self.cluster_name(cluster)))
                    .with("PrincipalArn", json!({ "Fn::GetAtt": [role, "Arn"] }))
                    .with("AccessPolicies", json!(policies))
                    .with("Tags", self.tags());
                self.add(&[permission.name.as_str(), cluster, "entry"], entry);
            }
        }
    }

    /// The permissions whose holders may come here. With Identity Center that is also who
    /// holds one on request: the role waits, and nobody has the session that may take it.
    fn entered_permissions(&self) -> Vec<&'e Declared<Permission>> {
        let comes = |holding: &&Holding<'_>| {
            holding.request.is_none() || (!self.setting.iam_users && !only_machines(holding.group))
        };
        let holdings = self.holdings.iter().filter(comes);
        let by_name: BTreeMap<&str, _> = holdings
            .map(|holding| (holding.permission.name.as_str(), holding.permission))
            .collect();
        by_name.into_values().collect()
    }

    /// The only ones who may take the roles of a permission, as ARNs; none where the
    /// policies of IAM users decide. Machines have roles of their own, and no session of
    /// the permission set.
    fn entrants(&self, permission: &Declared<Permission>) -> BTreeSet<String> {
        let mut entrants = BTreeSet::new();
        if self.setting.iam_users {
            return entrants;
        }
        let account = self.account_id();
        let here = self.holdings.iter();
        for holding in here.filter(|holding| holding.permission.name == permission.name) {
            if !only_machines(holding.group) {
                let set = holding.permission.name.as_str();
                entrants.extend(trust::sessions(account, set));
            }
            if holding.request.is_some() {
                continue;
            }
            for member in &holding.group.members {
                let Member::TechnicalAccount(technical) = member else {
                    continue;
                };
                let Some(machine) = technical.of(&self.estate.technical_accounts) else {
                    continue;
                };
                entrants.extend(machine_arn(account, machine));
            }
        }
        entrants
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

    fn needs_mfa(&self, permission: &Permission) -> bool {
        permission.mfa == Some(Mfa::Required) && self.setting.iam_users
    }

    fn cluster_name(&self, cluster: &'e str) -> &'e str {
        let system = self.estate.systems.get(cluster);
        let called = system.and_then(|system| system.called.as_deref());
        called.unwrap_or(cluster)
    }
}

/// The role or user that a technical account is in an account.
fn machine_arn(account: &str, machine: &Declared<TechnicalAccount>) -> Option<String> {
    let kind = match machine.authentication {
        Authentication::Oidc(_) | Authentication::Service(_) => "role",
        Authentication::AccessKey(_) => "user",
        Authentication::SshKey(_) | Authentication::Token(_) => return None,
    };
    Some(format!("arn:aws:iam::{account}:{kind}/{}", machine.name))
}

fn access_policy(allowance: &KubernetesAllowance) -> Value {
    let policy = match allowance.kubernetes {
        KubernetesAccess::View => "AmazonEKSViewPolicy",
        KubernetesAccess::Edit => "AmazonEKSEditPolicy",
        KubernetesAccess::Admin => "AmazonEKSAdminPolicy",
        KubernetesAccess::ClusterAdmin => "AmazonEKSClusterAdminPolicy",
    };
    let scope = if allowance.namespaces.is_empty() {
        json!({ "Type": "cluster" })
    } else {
        let namespaces: Vec<&str> = allowance
            .namespaces
            .iter()
            .map(|name| name.as_str())
            .collect();
        json!({ "Type": "namespace", "Namespaces": namespaces })
    };
    json!({
        "PolicyArn": format!("arn:aws:eks::aws:cluster-access-policy/{policy}"),
        "AccessScope": scope,
    })
}

fn role_name(permission: &str, cluster: &str) -> String {
    format!("{permission}-{cluster}")
}
