//! Permission sets as the roles that Identity Center makes of them.
//!
//! Source: "Referencing permission sets in resource policies, Amazon EKS, and AWS KMS", IAM
//! Identity Center User Guide
//! (<https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html>).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bailiwick_compile::{Assignment, Blueprint, PermissionSet};
use bailiwick_estate::estate::Estate;
use bailiwick_iam::account::{Account, Accounts, Attached, Principal, PrincipalDetails};
use bailiwick_iam::policy::{Policy, Principal as Named, PrincipalKind, Statement};
use bailiwick_iam::request::AccountId;

/// What stands for the end of the role's name, which AWS chooses.
const SUFFIX: &str = "0123456789abcdef";

/// A group that comes into an account with a role of Identity Center.
pub(super) struct Session<'b> {
    pub(super) assignment: &'b Assignment,
    pub(super) account: AccountId,
    pub(super) role: Arc<Principal>,
}

/// Adds the roles to the accounts, and says which group has which.
pub(super) fn add<'b>(
    estate: &Estate,
    blueprint: &'b Blueprint,
    ids: &BTreeMap<String, AccountId>,
    accounts: &mut Accounts,
) -> Vec<Session<'b>> {
    let mut sessions = Vec::new();
    let sets = blueprint.center.permission_sets.iter();
    let sets: HashMap<&str, &PermissionSet> = sets.map(|set| (set.name.as_str(), set)).collect();
    for assignment in &blueprint.center.assignments {
        let set = sets.get(assignment.permission_set.as_str());
        let id = ids.get(&assignment.account);
        let account = id.and_then(|id| accounts.get_mut(*id));
        let (Some(set), Some(account)) = (set, account) else {
            continue;
        };
        let role = role(estate, set, account);
        if account.principal(&role.arn).is_none() {
            account.principals.push(role.clone());
        }
        sessions.push(Session {
            assignment,
            account: account.id,
            role: Arc::new(role),
        });
    }
    sessions
}

fn role(estate: &Estate, set: &PermissionSet, account: &Account) -> Principal {
    let identity = estate.organization.as_ref();
    let identity = identity.and_then(|organization| organization.identity.as_ref());
    // The folder of the region is left out in us-east-1.
    let folder = match identity.map(|identity| identity.region.to_string()) {
        Some(region) if region != "us-east-1" => format!("{region}/"),
        _ => String::new(),
    };
    let (id, name) = (account.id, &set.name);
    let arn = format!(
        "arn:aws:iam::{id}:role/aws-reserved/sso.amazonaws.com/{folder}AWSReservedSSO_{name}_{SUFFIX}"
    );
    let provider = format!("arn:aws:iam::{id}:saml-provider/AWSSSO_{SUFFIX}_DO_NOT_DELETE");
    let trust = Statement::allow(["sts:AssumeRoleWithSAML", "sts:TagSession"])
        .for_principal(Named::of(PrincipalKind::Federated, [provider]));
    let mut policies = Attached::default();
    if let Some(inline) = &set.inline {
        policies = policies.with_inline("inline", inline.clone());
    }
    let own = set.customer_managed.iter();
    let own = own.map(|(name, _)| format!("arn:aws:iam::{id}:policy/{name}"));
    policies.managed = set.managed.iter().cloned().chain(own).collect();
    let mut role = Principal::role(arn, Policy::new([trust]), policies);
    if let PrincipalDetails::Role(details) = &mut role.details {
        details.permission_set = Some(name.clone());
    }
    role
}
