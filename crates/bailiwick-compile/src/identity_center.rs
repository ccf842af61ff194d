//! Permission sets and assignments of IAM Identity Center: organisation-level resources
//! that CloudFormation should not own.
//!
//! Source: "Permission sets", IAM Identity Center User Guide; `CreatePermissionSet` and
//! `CreateAccountAssignment`, IAM Identity Center API Reference.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::holding::Holding;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Permission;
use bailiwick_estate::value::Duration;
use bailiwick_iam::policy::{Policy, Sid, SizeQuota, Statement};
use serde_json::{Value, json};

use crate::access::{fitted, has_identity_center, numbered, only_machines};
use crate::permission::{Compiled, Setting};

/// Everything that Identity Center is to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Center {
    /// The permission sets, by name.
    pub permission_sets: Vec<PermissionSet>,
    /// Who holds which where, by account, permission set and group.
    pub assignments: Vec<Assignment>,
}

/// A permission set whose policies each account must hold, and those accounts.
pub(crate) struct LargeSet<'c> {
    pub(crate) set: &'c PermissionSet,
    pub(crate) accounts: BTreeSet<&'c str>,
}

impl Center {
    pub(crate) fn too_large_for_inline(&self) -> Vec<LargeSet<'_>> {
        let large = |set: &&PermissionSet| !set.customer_managed.is_empty();
        let accounts = |set: &PermissionSet| {
            let here = self
                .assignments
                .iter()
                .filter(|assignment| assignment.permission_set == set.name);
            here.map(|assignment| assignment.account.as_str()).collect()
        };
        self.permission_sets
            .iter()
            .filter(large)
            .map(|set| LargeSet {
                set,
                accounts: accounts(set),
            })
            .collect()
    }
}

/// One permission set: what the role that it becomes in each account may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionSet {
    /// Its name, up to 32 characters.
    pub name: String,
    /// The permission it is compiled from.
    pub permission: String,
    /// What it means, up to 700 characters.
    pub description: String,
    /// How long a session lasts, in ISO 8601; AWS's hour when none is said.
    pub session: Option<String>,
    /// ARNs of AWS managed policies.
    pub managed: Vec<String>,
    /// The inline policy.
    pub inline: Option<Policy>,
    /// Policies that each account holds under these names, when one inline policy is too
    /// small for them.
    pub customer_managed: Vec<(String, Policy)>,
}

/// A group that holds a permission set in an account, or may ask for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assignment {
    /// The account's name.
    pub account: String,
    /// The permission set's name.
    pub permission_set: String,
    /// The group's name.
    pub group: String,
    /// What is requested first; `None` when it is held without asking.
    pub request: Option<String>,
    /// Who approves the request.
    pub approvers: Vec<String>,
    /// How long it is then given for, in ISO 8601.
    pub duration: Option<String>,
    /// The last day of the grant.
    pub until: Option<String>,
}

/// What Identity Center is to hold; nothing for an estate without it.
pub(crate) fn compile(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) -> Center {
    let mut center = Center::default();
    if !has_identity_center(estate) {
        return center;
    }
    let mut held: BTreeMap<&str, (&Declared<Permission>, BTreeSet<&str>)> = BTreeMap::new();
    let mut assignments = BTreeSet::new();
    for holding in estate.holdings() {
        let Some(account) = holding.account() else {
            continue;
        };
        // A technical account takes a role of its own, and signs in nowhere.
        if only_machines(holding.group) {
            continue;
        }
        // What only hosts or other products decide needs no session in the account.
        if !holding.permission.needs_role() {
            continue;
        }
        let (_, accounts) = held
            .entry(holding.permission.name.as_str())
            .or_insert_with(|| (holding.permission, BTreeSet::new()));
        accounts.insert(account.name.as_str());
        assignments.insert(assignment(&holding, account.name.as_str()));
    }
    for (permission, accounts) in held.into_values() {
        let set = permission_set(estate, permission, &accounts, diagnostics);
        center.permission_sets.push(set);
    }
    center.assignments = assignments.into_iter().collect();
    center
}

fn permission_set(
    estate: &Estate,
    permission: &Declared<Permission>,
    accounts: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> PermissionSet {
    // One policy serves every account the set is assigned in. Its ARNs name the account
    // where that is one alone; else any, which still is only that of the session.
    let mut ids = accounts.iter().map(|name| account_id(estate, name));
    let account = match (ids.next(), ids.next()) {
        (Some(Some(only)), None) => only,
        _ => "*".to_owned(),
    };
    let setting = Setting {
        account,
        iam_users: false,
    };
    let compiled = Compiled::of(permission, &setting, &mut Vec::new());
    let mut statements = compiled.statements;
    statements.extend(enter_clusters(estate, permission));
    let name = permission.name.to_string();
    let (inline, customer_managed) = place(permission, statements, diagnostics);
    PermissionSet {
        permission: name.clone(),
        description: permission.means.chars().take(700).collect(),
        session: permission.session.map(iso_8601),
        managed: compiled.managed,
        inline,
        customer_managed: (1..)
            .zip(customer_managed)
            .map(|(number, policy)| (numbered(&name, number), policy))
            .collect(),
        name,
    }
}

/// One inline policy where all fits into it, else policies of their own.
fn place(
    permission: &Declared<Permission>,
    statements: Vec<Statement>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Policy>, Vec<Policy>) {
    let inline = SizeQuota::PermissionSetInline;
    let mut policies = fitted(permission, statements.clone(), inline, diagnostics);
    if policies.len() > 1 {
        let managed = SizeQuota::ManagedPolicy;
        return (None, fitted(permission, statements, managed, diagnostics));
    }
    (policies.pop(), Vec::new())
}

/// That a session may take the roles that enter its permission's clusters.
fn enter_clusters(estate: &Estate, permission: &Declared<Permission>) -> Option<Statement> {
    let roles: BTreeSet<String> = permission
        .clusters()
        .filter_map(|allowance| {
            let cluster = allowance.cluster.as_str();
            let system = allowance.cluster.of(&estate.systems)?;
            // While AWS has given the account no id, there is no role to take.
            let id = estate.account_of(system)?.id.as_ref()?;
            Some(format!(
                "arn:aws:iam::{id}:role/{}-{cluster}",
                permission.name
            ))
        })
        .collect();
    if roles.is_empty() {
        return None;
    }
    let mut statement = Statement::allow(["sts:AssumeRole"]).on(roles);
    statement.sid = Sid::from_words("enter clusters");
    Some(statement)
}

fn account_id(estate: &Estate, name: &str) -> Option<String> {
    let account = estate.accounts.get(name)?;
    account.id.as_ref().map(ToString::to_string)
}

fn assignment(holding: &Holding<'_>, account: &str) -> Assignment {
    let request = holding.request.as_ref();
    Assignment {
        account: account.to_owned(),
        permission_set: holding.permission.name.to_string(),
        group: holding.group.name.to_string(),
        request: request.map(|request| request.title.to_string()),
        approvers: request
            .map(|request| request.approvers.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        duration: request.and_then(|request| request.duration).map(iso_8601),
        until: holding.until.map(|until| until.to_string()),
    }
}

/// A length of time as AWS takes it: `PT4H`, `PT90M`.
fn iso_8601(duration: Duration) -> String {
    let seconds = duration.seconds();
    if seconds.is_multiple_of(3_600) {
        format!("PT{}H", seconds / 3_600)
    } else if seconds.is_multiple_of(60) {
        format!("PT{}M", seconds / 60)
    } else {
        format!("PT{seconds}S")
    }
}

impl PermissionSet {
    /// The permission set as the blueprint shows it, with the API's own names.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let references: Vec<Value> = self
            .customer_managed
            .iter()
            .map(|(name, _)| json!({ "Name": name, "Path": "/" }))
            .collect();
        json!({
            "Name": self.name,
            "Description": self.description,
            "SessionDuration": self.session,
            "AwsManagedPolicies": self.managed,
            "CustomerManagedPolicyReferences": references,
            "InlinePolicy": self.inline.as_ref().map(Policy::to_json),
        })
    }
}

impl Assignment {
    /// The assignment as the blueprint shows it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut value = json!({
            "account": self.account,
            "permissionSet": self.permission_set,
            "group": self.group,
        });
        if let Some(request) = &self.request {
            value["request"] = json!(request);
            value["approvers"] = json!(self.approvers);
            value["for"] = json!(self.duration);
        }
        if let Some(until) = &self.until {
            value["until"] = json!(until);
        }
        value
    }
}
