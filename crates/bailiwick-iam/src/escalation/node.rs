//! A user or role, as it is or after a change.

use std::collections::BTreeSet;

use crate::account::{Account, Attached, Principal, administrator_access};
use crate::decide::Known;
use crate::policy::Policy;

/// A user or role in some state: what a chain holds at one of its steps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node {
    /// Its place in the graph's list of principals.
    pub(super) principal: usize,
    pub(super) change: Change,
}

/// What was changed of a principal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// Nothing.
    None,
    /// It joined these groups, by their ARNs.
    Joined(BTreeSet<String>),
    /// It was granted everything; its boundary and what denies it remain, but for the
    /// policies that were replaced.
    Raised(Replaced),
}

/// The policies that were overwritten by what was granted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Replaced {
    /// None: a managed policy was attached.
    Nothing,
    /// The inline policies of the user, role or group with this ARN: one that writes inline
    /// policies may write each of them anew.
    InlineOf(String),
    /// The managed policy with this ARN.
    Managed(String),
}

impl Node {
    pub(super) fn new(principal: usize) -> Self {
        Self {
            principal,
            change: Change::None,
        }
    }

    /// The identity policies of the node, and in words those that are not known.
    pub(super) fn identity<'a>(
        &self,
        account: &'a Account,
        principal: &'a Principal,
    ) -> (Vec<&'a Policy>, Vec<String>) {
        let mut policies = Vec::new();
        let mut missing = Vec::new();
        let mut add = |owner: &str, attached: &'a Attached| {
            let inline = attached.inline.iter().map(|inline| match &inline.policy {
                Known::Known(policy) => Known::Known(policy),
                Known::Unknown(why) => Known::Unknown(why.clone()),
            });
            let inline = inline.filter(|_| !self.replaces_inline_of(owner));
            let managed = attached.managed.iter();
            let managed = managed
                .filter(|arn| !self.replaces_managed(arn))
                .map(|arn| account.managed_policy(arn));
            for policy in inline.chain(managed) {
                match policy {
                    Known::Known(policy) => policies.push(policy),
                    Known::Unknown(why) => missing.push(why),
                }
            }
        };
        add(&principal.arn, &principal.policies);
        for group in self.groups(principal) {
            if let Some(known) = account.groups.get(group) {
                add(group, &known.policies);
            }
        }
        for group in self.groups(principal) {
            if !account.groups.contains_key(group) {
                missing.push(format!("the group `{group}`"));
            }
        }
        if let Change::Raised(_) = self.change {
            policies.push(administrator_access());
        }
        (policies, missing)
    }

    /// The groups it is in, by their ARNs.
    pub(super) fn groups<'n>(&'n self, principal: &'n Principal) -> BTreeSet<&'n str> {
        let own = principal
            .as_user()
            .into_iter()
            .flat_map(|user| &user.groups);
        let joined = match &self.change {
            Change::Joined(groups) => Some(groups),
            Change::None | Change::Raised(_) => None,
        };
        own.chain(joined.into_iter().flatten())
            .map(String::as_str)
            .collect()
    }

    fn replaces_inline_of(&self, owner: &str) -> bool {
        matches!(&self.change, Change::Raised(Replaced::InlineOf(arn)) if arn == owner)
    }

    fn replaces_managed(&self, policy: &str) -> bool {
        matches!(&self.change, Change::Raised(Replaced::Managed(arn)) if arn == policy)
    }
}
