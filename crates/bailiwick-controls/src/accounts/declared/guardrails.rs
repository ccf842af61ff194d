//! The policies of the organisation that hold in each account.
//!
//! Source: "SCP evaluation", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>):
//! each level on the way from the root must allow, and `FullAWSAccess` is attached to each
//! from the day that service control policies are enabled; `RCPFullAWSAccess` likewise.

use std::collections::BTreeMap;

use bailiwick_compile::Blueprint;
use bailiwick_compile::guardrails::{PolicyType, Target};
use bailiwick_estate::estate::Estate;
use bailiwick_iam::account::Accounts;
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{Policy, Principal, Principals, Statement};
use bailiwick_iam::request::AccountId;

/// Adds to each account what holds in it. The management account is under no policy, which
/// [`decide`](bailiwick_iam::decide) knows of itself.
pub(super) fn add(
    estate: &Estate,
    blueprint: &Blueprint,
    ids: &BTreeMap<String, AccountId>,
    accounts: &mut Accounts,
) {
    for account in estate.accounts.iter() {
        let id = ids.get(account.name.as_str());
        let Some(known) = id.and_then(|id| accounts.get_mut(*id)) else {
            continue;
        };
        let levels = Target::levels(account);
        let held = |kind| Known::Known(by_level(blueprint, kind, &levels));
        known.service_control = held(PolicyType::ServiceControl);
        known.resource_control = held(PolicyType::ResourceControl);
    }
}

/// The policies of a type, level by level; none where the estate has none of that type.
fn by_level(blueprint: &Blueprint, kind: PolicyType, levels: &[Target]) -> Vec<Vec<Policy>> {
    let policies = || {
        blueprint
            .policies
            .iter()
            .filter(|policy| policy.kind == kind)
    };
    if policies().next().is_none() {
        return Vec::new();
    }
    let at = |level: &Target| {
        let here = policies().filter(|policy| policy.targets.contains(level));
        let here = here.filter_map(|policy| policy.statements().cloned());
        std::iter::once(allows_everything(kind))
            .chain(here)
            .collect()
    };
    levels.iter().map(at).collect()
}

/// `FullAWSAccess`, or `RCPFullAWSAccess`.
pub(crate) fn allows_everything(kind: PolicyType) -> Policy {
    let everything = Statement::allow(["*"]).on(["*"]);
    Policy::new([match kind {
        PolicyType::ResourceControl => {
            everything.for_principal(Principal::Only(Principals::Everyone))
        }
        PolicyType::ServiceControl | PolicyType::Tag => everything,
    }])
}
