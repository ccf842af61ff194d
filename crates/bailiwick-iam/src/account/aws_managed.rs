//! Policies of AWS whose documents are known without being given.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Account, Accounts, Attached, Principal};
use crate::decide::Known;
use crate::policy::{Policy, Statement};
use crate::service_data::{ManagedPolicy, managed_policy};

/// The ARN of AWS's policy that allows everything
/// (<https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html>).
pub const ADMINISTRATOR_ACCESS: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

/// What `AdministratorAccess` says: every action on every resource.
pub fn administrator_access() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| Policy::new([Statement::allow(["*"]).on(["*"])]))
}

/// The document of a policy of AWS, where this build has it. That of
/// `AdministratorAccess` is the same in every partition, and has been since 2015.
pub(super) fn built_in(arn: &str) -> Option<&'static Policy> {
    match arn.split_once(":iam::aws:policy/")? {
        (_, "AdministratorAccess") => Some(administrator_access()),
        _ => dated(arn).map(ManagedPolicy::policy),
    }
}

/// The policy of AWS that an ARN names, as the table has it. The table is of one partition:
/// documents elsewhere name other ARNs
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>).
fn dated(arn: &str) -> Option<&'static ManagedPolicy> {
    let name = arn.strip_prefix("arn:aws:iam::aws:policy/")?;
    managed_policy(name).filter(|_| arn != ADMINISTRATOR_ACCESS)
}

impl Account {
    /// Whatever is concluded of a principal rests on these policies of AWS as they were on the
    /// day of [the table](crate::service_data::managed_policies_date): the account was given
    /// without their documents.
    pub fn dated_policies(&self, principal: &Principal) -> Vec<&'static ManagedPolicy> {
        let user = principal.as_user().into_iter();
        let groups = user
            .flat_map(|user| &user.groups)
            .filter_map(|arn| self.groups.get(arn))
            .map(|group| &group.policies);
        let attached = groups.chain([&principal.policies]);
        let arns = attached.flat_map(|attached: &Attached| &attached.managed);
        let mut policies: Vec<_> = arns
            .chain(&principal.boundary)
            .filter(|arn| !self.managed.contains_key(*arn))
            .filter_map(|arn| dated(arn))
            .collect();
        policies.sort_by_key(|policy| policy.name());
        policies.dedup_by_key(|policy| policy.name());
        policies
    }
}

impl Accounts {
    /// The documents of AWS's policies that any of the accounts was given.
    pub fn policies_of_aws(&self) -> BTreeMap<String, Policy> {
        let given = self.iter().flat_map(|account| &account.managed);
        given
            .filter(|(arn, _)| is_of_aws(arn))
            .filter_map(|(arn, policy)| match policy {
                Known::Known(policy) => Some((arn.clone(), policy.clone())),
                Known::Unknown(_) => None,
            })
            .collect()
    }

    /// Gives each account the documents of AWS's policies that it attaches and was not given:
    /// such a policy is the same in every account of its partition, and a document that AWS
    /// has given is newer than the table.
    pub fn learn_policies_of_aws(&mut self, policies: &BTreeMap<String, Policy>) {
        for account in self.iter_mut() {
            let groups = account.groups.values().map(|group| &group.policies);
            let principals = account.principals.iter();
            let boundaries = principals.clone().filter_map(|one| one.boundary.as_ref());
            let attached = groups.chain(principals.map(|one| &one.policies));
            let arns = attached.flat_map(|one| &one.managed).chain(boundaries);
            let learnt: Vec<(String, Known<Policy>)> = arns
                .filter(|arn| is_of_aws(arn) && !account.managed.contains_key(*arn))
                .filter_map(|arn| Some((arn.clone(), Known::Known(policies.get(arn)?.clone()))))
                .collect();
            account.managed.extend(learnt);
        }
    }
}

fn is_of_aws(arn: &str) -> bool {
    arn.contains(":iam::aws:policy/")
}

#[cfg(test)]
mod tests;
