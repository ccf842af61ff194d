//! Changing policies: one's own, one's groups, those of another user or role.

use std::collections::BTreeSet;

use super::{Binding, holds, is_user};
use crate::account::{Account, Principal};
use crate::escalation::judge::Actor;
use crate::escalation::node::{Change, Node, Replaced};
use crate::escalation::path::Path;

/// What one can change of oneself.
pub(super) fn own(node: &Node, actor: &Actor<'_>, path: &Path) -> Vec<Binding> {
    let me = actor.principal;
    let raised = |replaced| {
        Binding::to(Node {
            principal: node.principal,
            change: Change::Raised(replaced),
        })
    };
    if path.needs("iam:CreatePolicyVersion") {
        let groups = node.groups(me);
        let of_groups = groups
            .iter()
            .filter_map(|group| actor.account.groups.get(*group))
            .map(|group| &group.policies);
        let policies = std::iter::once(&me.policies).chain(of_groups);
        let arns = policies.flat_map(|policies| &policies.managed);
        return arns
            .filter(|arn| of_customer(arn))
            .map(|arn| raised(Replaced::Managed(arn.clone())).with("policy", arn))
            .collect();
    }
    if path.needs("iam:PutGroupPolicy") || path.needs("iam:AttachGroupPolicy") {
        let replaced = |group: &str| match path.needs("iam:PutGroupPolicy") {
            true => Replaced::InlineOf(group.to_owned()),
            false => Replaced::Nothing,
        };
        let groups = node.groups(me);
        return groups
            .into_iter()
            .map(|group| raised(replaced(group)).with("group", group))
            .collect();
    }
    let of_user = path.needs("iam:PutUserPolicy") || path.needs("iam:AttachUserPolicy");
    if of_user != is_user(me) {
        return Vec::new();
    }
    let kind = if of_user { "user" } else { "role" };
    let inline = path.needs("iam:PutUserPolicy") || path.needs("iam:PutRolePolicy");
    let replaced = match inline {
        true => Replaced::InlineOf(me.arn.clone()),
        false => Replaced::Nothing,
    };
    vec![raised(replaced).with(kind, &me.arn)]
}

/// At most so many groups are joined together: of more there are too many sets.
const JOINED_TOGETHER: usize = 2;

/// The groups of the account that a user is not in.
pub(super) fn groups(node: &Node, actor: &Actor<'_>) -> Vec<Binding> {
    let joined = match &node.change {
        Change::None => BTreeSet::new(),
        Change::Joined(groups) => groups.clone(),
        // Whoever may grant themselves anything needs no group.
        Change::Raised(_) => return Vec::new(),
    };
    if !is_user(actor.principal) || joined.len() >= JOINED_TOGETHER {
        return Vec::new();
    }
    let own = node.groups(actor.principal);
    let others = actor.account.groups.keys();
    others
        .filter(|group| !own.contains(group.as_str()))
        .map(|group| {
            let mut groups = joined.clone();
            groups.insert(group.clone());
            let to = Node {
                principal: node.principal,
                change: Change::Joined(groups),
            };
            Binding::to(to).with("group", group)
        })
        .collect()
}

/// How a path changes another user or role: its inline policies, what is attached to it, or
/// a version of a policy that it has.
pub(super) fn changes(
    account: &Account,
    target: &Principal,
    mut to: Node,
    path: &Path,
) -> Vec<Binding> {
    let holds = holds(target, path.when);
    let mut raised = |replaced| {
        to.change = Change::Raised(replaced);
        Binding::to(to.clone()).given(holds.clone())
    };
    if !path.needs("iam:CreatePolicyVersion") {
        let inline = path.needs("iam:PutUserPolicy") || path.needs("iam:PutRolePolicy");
        return vec![raised(match inline {
            true => Replaced::InlineOf(target.arn.clone()),
            false => Replaced::Nothing,
        })];
    }
    let user_groups = target.as_user().into_iter().flat_map(|user| &user.groups);
    let of_groups = user_groups.filter_map(|group| account.groups.get(group));
    let of_groups = of_groups.flat_map(|group| &group.policies.managed);
    let policies = target.policies.managed.iter().chain(of_groups);
    policies
        .filter(|arn| of_customer(arn))
        .map(|arn| raised(Replaced::Managed(arn.clone())).with("policy", arn))
        .collect()
}

/// Whether a managed policy is the account's own, which can be changed.
fn of_customer(arn: &str) -> bool {
    !arn.contains(":iam::aws:policy/")
}
