//! One path to one target: whether each of its actions is allowed, and on what.

use std::collections::BTreeMap;

use super::bind::Binding;
use super::choose::name;
use super::circumstances::{circumstances, circumstances_on};
use super::judge::Actor;
use super::judgement::Judgement;
use super::path::Path;
use crate::account::{ADMINISTRATOR_ACCESS, Principal};
use crate::decide::Known;
use crate::policy::{Policy, Principal as Named, PrincipalKind, Statement};
use crate::request::Context;
use crate::service_data;

/// The actions of a path, each with the resource it is allowed on.
type Calls = Vec<(&'static str, String)>;

/// Walks a path to a target: `None` where something forbids it.
pub(super) fn walk(
    actor: &Actor<'_>,
    path: &'static Path,
    binding: &Binding,
    target: &Principal,
) -> Option<(Calls, Judgement)> {
    let mut judgement = binding.holds.clone();
    let mut calls = Calls::new();
    let mut free: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
    for action in path.needs.iter().copied() {
        let types = types(action, path, binding);
        if types.is_empty() {
            let alone = call(actor, action, "*", binding, target);
            judgement = judgement.and(alone);
            calls.push((action, "*".to_owned()));
        }
        for kind in types {
            match binding.bound.get(kind) {
                Some(arn) => {
                    judgement = judgement.and(call(actor, action, arn, binding, target));
                    calls.push((action, arn.clone()));
                }
                None => free.entry(kind).or_default().push(action),
            }
            if judgement.is_no() {
                return None;
            }
        }
    }
    if path.needs("iam:UpdateAssumeRolePolicy") {
        judgement = judgement.and(once_trusted(actor, target));
    }
    for (kind, actions) in free {
        let find = || name(actor, kind, &actions);
        let (arn, named) = actor.memory.name(kind, &actions, find)?;
        judgement = judgement.and(named);
        calls.extend(actions.into_iter().map(|action| (action, arn.clone())));
    }
    calls.sort_by_key(|(action, _)| path.needs.iter().position(|need| need == action));
    (!judgement.is_no()).then_some((calls, judgement))
}

/// The types of resources that an action takes on this path: those it always needs, and
/// that of the target.
fn types(action: &str, path: &Path, binding: &Binding) -> Vec<&'static str> {
    let Some((_, known)) = service_data().action(action) else {
        return Vec::new();
    };
    let takes_part = |name: &str| !path.without.contains(&name);
    let types = known.resource_types().iter();
    types
        .filter(|one| {
            one.required() || binding.bound.contains_key(one.name()) || is_target(one.name(), path)
        })
        .map(|one| one.name())
        .filter(|name| takes_part(name))
        .collect()
}

/// Whether it is the type of what the path finds in the account.
fn is_target(name: &str, path: &Path) -> bool {
    let mut kinds = path.exists.iter();
    kinds.any(|kind| kind.split_once(':').is_some_and(|(_, kind)| kind == name))
}

/// Whether one action is allowed on one resource.
fn call(
    actor: &Actor<'_>,
    action: &'static str,
    arn: &str,
    binding: &Binding,
    target: &Principal,
) -> Judgement {
    let judge = || judge(actor, action, arn, binding, target);
    actor.memory.call(action, arn, binding.passed_to, judge)
}

fn judge(
    actor: &Actor<'_>,
    action: &str,
    arn: &str,
    binding: &Binding,
    target: &Principal,
) -> Judgement {
    let context = context(action, arn, binding, target);
    match target.as_role().map(|role| &role.trust) {
        Some(Known::Known(trust)) if action == "sts:AssumeRole" => {
            actor.judge_taking(arn, trust, context)
        }
        Some(Known::Unknown(why)) if action == "sts:AssumeRole" => Judgement::unknown(why),
        _ => actor.judge(action, arn, context),
    }
}

/// The circumstances of a call: the service that a role is passed to, the policy that is
/// attached, and the tags of the target
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html>).
fn context(action: &str, arn: &str, binding: &Binding, target: &Principal) -> Context {
    let mut context = circumstances_on(arn);
    if let (Some(service), "iam:PassRole") = (binding.passed_to, action) {
        context = context.with("iam:PassedToService", [service]);
    }
    if action.starts_with("iam:Attach") {
        context = context.with("iam:PolicyARN", [ADMINISTRATOR_ACCESS]);
    }
    if arn == target.arn {
        for (key, value) in &target.tags {
            context = context
                .with(&format!("aws:ResourceTag/{key}"), [value])
                .with(&format!("iam:ResourceTag/{key}"), [value]);
        }
    }
    context
}

/// Whether the actor could take the role once its trust policy names the actor. Within an
/// account that suffices, unless something denies it
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>).
fn once_trusted(actor: &Actor<'_>, role: &Principal) -> Judgement {
    let named = Named::of(PrincipalKind::Aws, [actor.principal.arn.as_str()]);
    let trust = Policy::new([Statement::allow(["sts:AssumeRole"]).for_principal(named)]);
    actor.judge_taking(&role.arn, &trust, circumstances())
}
