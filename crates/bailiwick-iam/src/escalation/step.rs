//! One path to one target: whether each of its actions is allowed, and on what.

use std::collections::{BTreeMap, BTreeSet};

use super::bind::Binding;
use super::judge::{Actor, circumstances, circumstances_on};
use super::judgement::Judgement;
use super::names::{Common, REGIONS, common, shape, without_variables};
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

/// A resource of a type on which the actor may do all of the actions: the caller chooses
/// its name, or finds one that has it.
fn name(actor: &Actor<'_>, kind: &str, actions: &[&'static str]) -> Option<(String, Judgement)> {
    let mut best: Option<(String, Judgement)> = None;
    let (choices, all_of_them) = choices(actor, actions);
    let mut gave_up = !all_of_them;
    for shape in shapes(actor, kind, actions) {
        for patterns in &choices {
            let mut all = vec![shape.as_str()];
            all.extend(patterns.iter().map(String::as_str));
            let arn = match common(&all) {
                Common::Name(arn) => arn,
                Common::Nothing => continue,
                Common::GaveUp => {
                    gave_up = true;
                    continue;
                }
            };
            let judged = actions.iter().fold(Judgement::yes(), |judged, action| {
                judged.and(actor.judge(action, &arn, circumstances_on(&arn)))
            });
            if judged.is_yes() {
                return Some((arn, judged));
            }
            if !judged.is_no() && best.is_none() {
                best = Some((arn, judged));
            }
        }
    }
    best.or_else(|| {
        let why = format!("a name that the policies allow for a {kind}");
        gave_up.then(|| ("*".to_owned(), Judgement::unknown(why)))
    })
}

/// The shapes of the ARNs of a type of the actions' service, the likeliest first.
fn shapes(actor: &Actor<'_>, kind: &str, actions: &[&'static str]) -> Vec<String> {
    let action = actions.first().copied().unwrap_or_default();
    let service = service_data().action(action).map(|(service, _)| service);
    let Some(known) = service.and_then(|service| service.resource_type(kind)) else {
        return Vec::new();
    };
    let named = actor.regions();
    let regions = named.iter().map(String::as_str).chain(REGIONS);
    let shape = |template: &str, region| {
        let partition = actor.principal.arn.split(':').nth(1).unwrap_or("aws");
        shape(template, partition, region, actor.account.id.as_str())
    };
    let templates = known.arn_patterns().iter();
    templates
        .flat_map(|template| {
            let regions = regions.clone();
            regions.map(|region| shape(template.as_str(), region))
        })
        .collect()
}

/// At most so many combinations of patterns are tried for one name.
const CHOICES: usize = 500;

/// One pattern for each action and each limit on it, in every combination, and whether
/// these are all: a name that is allowed matches all patterns of one of them. `*` needs no
/// matching.
fn choices(actor: &Actor<'_>, actions: &[&'static str]) -> (BTreeSet<BTreeSet<String>>, bool) {
    let lists = actions.iter().flat_map(|action| {
        let mut lists = actor.limits(action);
        lists.push(actor.allowing(action));
        lists
    });
    let mut choices = BTreeSet::from([BTreeSet::new()]);
    let mut all_of_them = true;
    for list in lists {
        if list.iter().any(|pattern| pattern == "*") {
            continue;
        }
        let combined = choices.iter().flat_map(|choice: &BTreeSet<String>| {
            list.iter().map(|pattern| {
                let mut choice = choice.clone();
                choice.insert(without_variables(pattern));
                choice
            })
        });
        let combined: BTreeSet<_> = combined.take(CHOICES + 1).collect();
        all_of_them &= combined.len() <= CHOICES;
        choices = combined;
    }
    (choices, all_of_them)
}
