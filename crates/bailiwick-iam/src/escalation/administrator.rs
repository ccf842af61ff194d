//! Who is an administrator: where every chain ends.

use std::collections::BTreeSet;

use super::judge::Actor;
use super::judgement::Judgement;

/// What an administrator may do, each on any user, role, group or policy: enough to grant
/// anybody anything. `*:*` and `iam:*` contain it.
pub const CORE: [(&str, &str); 11] = [
    ("iam:AttachGroupPolicy", "group"),
    ("iam:AttachRolePolicy", "role"),
    ("iam:AttachUserPolicy", "user"),
    ("iam:CreateAccessKey", "user"),
    ("iam:CreatePolicyVersion", "policy"),
    ("iam:CreateRole", "role"),
    ("iam:CreateUser", "user"),
    ("iam:PutGroupPolicy", "group"),
    ("iam:PutRolePolicy", "role"),
    ("iam:PutUserPolicy", "user"),
    ("iam:UpdateAssumeRolePolicy", "role"),
];

/// A name that no policy mentions: what is allowed on it is allowed by a wildcard.
const ANYONE: &str = "any/z7-0q-bailiwick-asks-for-anyone-5w";

/// A principal that needs no chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Administrator {
    /// The ARN.
    pub principal: String,
    /// What it depends on whether it is one; empty: it is one in all circumstances.
    pub depends_on: BTreeSet<String>,
}

/// Whether the actor is an administrator of its account: its identity policies allow all
/// of [`CORE`] on a user, role, group and policy of a name that no policy mentions, and its
/// permissions boundary, if it has one, does not stop it.
///
/// The policies of the organisation are left out: they bind everybody in the account
/// alike, so that an administrator whom they stop is still one of that account.
pub(super) fn is_administrator(actor: &Actor<'_>) -> Judgement {
    if !CORE.iter().all(|(action, _)| actor.may(action)) {
        return Judgement::no();
    }
    let judged = actor.judge_within_account(CORE.map(|(action, kind)| {
        let arn = format!("arn:aws:iam::{}:{kind}/{ANYONE}", actor.account.id);
        (action, arn)
    }));
    match judged.is_no() {
        true => Judgement::no(),
        false => judged,
    }
}
