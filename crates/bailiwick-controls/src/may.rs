//! Whether a user or role may do something, for every request at once.
//!
//! Owns: the actions that a rule means, as classes that no policy at hand tells apart, and
//! the proof for each. Refuses: to prove by sampling; to leave out what is not known.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::account::{Accounts, Question};
use bailiwick_iam::actions::matches_wildcard;
use bailiwick_iam::decide::{Decision, Known};
use bailiwick_iam::policy::{Effect, Policy, Selection, Statement};
use bailiwick_iam::prove::{self, Proof};
use bailiwick_iam::request::{AccountId, KeyValue, Resource};
use bailiwick_iam::service_data::AccessLevel;
use bailiwick_iam::{actions, service_data};

use crate::holders::Holder;
use crate::witness::{Witness, WitnessKind};

/// What a rule means: actions of some access levels, or actions by name.
#[derive(Clone, Debug)]
pub(crate) enum Meant<'r> {
    /// Every action that the service data gives one of these levels.
    Levels(&'r [AccessLevel]),
    /// The actions that match these patterns.
    Patterns(&'r [String]),
    /// Every action that there is or will be.
    Everything,
}

/// Whether a holder may do any of what is meant.
#[derive(Clone, Debug)]
pub(crate) enum May {
    /// It may not, whatever the request.
    Never,
    /// It may: by this request.
    Can(Witness),
    /// It is not known, for this reason.
    Unknown(String),
}

/// Whether `holder` may do anything that is `meant` on any of `resources` (patterns of
/// ARNs; all where there are none), when `also` has a say as well.
pub(crate) fn may(
    accounts: &Accounts,
    holder: &Holder<'_>,
    meant: &Meant<'_>,
    resources: &[String],
    also: &[&Policy],
) -> May {
    let identity = holder.account.identity(&holder.principal);
    if let Some(missing) = identity.missing.first() {
        return May::Unknown(format!("what `{}` may do hangs on {missing}", holder.who));
    }
    let denials = denials(holder);
    let mut policies = identity.known;
    policies.extend(denials.iter());
    policies.extend(also);
    let mut unknown = None;
    for action in representatives(meant, resources, &policies) {
        let asked: Vec<String> = action.iter().cloned().collect();
        match prove::not_granted(&policies, &asked, resources) {
            Proof::Proved => {}
            Proof::Refuted(witness) => {
                // What is meant lies in the holder's own account.
                let resource = in_account(&witness.request.resource.arn, holder.account.id);
                let question = Question {
                    action: &witness.request.action,
                    resource,
                    context: witness.request.context.clone(),
                    session: "session",
                    resource_policy: Some(Known::Known(None)),
                };
                let answer = accounts.ask(holder.account, &holder.principal, &question);
                if answer.decision == Decision::Allowed && holder.depends_on.is_empty() {
                    return May::Can(shown(holder, &question));
                }
                unknown = Some(match answer.decision {
                    Decision::Allowed => {
                        let keys: Vec<&str> =
                            holder.depends_on.iter().map(String::as_str).collect();
                        format!(
                            "whether `{}` can become `{}`, which hangs on {}",
                            holder.who,
                            holder.principal.name(),
                            keys.join(", ")
                        )
                    }
                    Decision::Unknown(undecided) => {
                        let hangs_on = undecided.keys.iter().chain(&undecided.other);
                        let hangs_on: Vec<&str> = hangs_on.map(String::as_str).collect();
                        format!(
                            "whether `{}` may `{}`, which hangs on {}",
                            holder.who,
                            witness.request.action,
                            hangs_on.join(", ")
                        )
                    }
                    Decision::ExplicitlyDenied | Decision::ImplicitlyDenied => format!(
                        "whether `{}` may `{}`: its own policies allow it, and others limit it",
                        holder.who, witness.request.action
                    ),
                });
            }
            Proof::Unknown(reasons) => {
                let reasons: Vec<String> = reasons.into_iter().collect();
                unknown = Some(format!(
                    "whether `{}` may `{}`: {}",
                    holder.who,
                    action.as_deref().unwrap_or("*"),
                    reasons.join(", ")
                ));
            }
        }
    }
    unknown.map_or(May::Never, May::Unknown)
}

/// What the boundary and the organisation's policies deny: what is denied anywhere is denied.
pub(crate) fn denials(holder: &Holder<'_>) -> Vec<Policy> {
    let mut limits: Vec<&Policy> = Vec::new();
    if let Some(boundary) = &holder.principal.boundary
        && let Known::Known(policy) = holder.account.managed_policy(boundary)
    {
        limits.push(policy);
    }
    if let (Known::Known(levels), Known::Known(false)) = (
        &holder.account.service_control,
        &holder.account.is_management,
    ) {
        limits.extend(levels.iter().flatten());
    }
    let only_denials = |policy: &&Policy| {
        let mut denials = (*policy).clone();
        denials
            .statements
            .retain(|statement| statement.effect == Effect::Deny);
        denials
    };
    limits.iter().map(only_denials).collect()
}

/// One action for each class of actions that the policies do not tell apart, since policies
/// see no more of an action than which of their patterns match it; `None` stands for every
/// action at once. Classes that no statement allows are left out.
fn representatives(
    meant: &Meant<'_>,
    resources: &[String],
    policies: &[&Policy],
) -> Vec<Option<String>> {
    let statements: Vec<&Statement> = policies
        .iter()
        .flat_map(|policy| &policy.statements)
        .collect();
    if matches!(meant, Meant::Everything) {
        return vec![None];
    }
    let patterns = Patterns::of(&statements);
    let mut classes: BTreeMap<Vec<usize>, String> = BTreeMap::new();
    for action in meant_actions(meant) {
        if !works_on(&action, resources) {
            continue;
        }
        let class = patterns.matching(&action);
        classes.entry(class).or_insert(action);
    }
    let allowed = |action: &String| {
        let mut allowing = statements
            .iter()
            .filter(|statement| statement.effect == Effect::Allow);
        allowing.any(|statement| selects(&statement.action, action))
    };
    classes.into_values().filter(allowed).map(Some).collect()
}

/// Whether the actions of a statement are of this one.
pub(crate) fn selects(selection: &Selection, action: &str) -> bool {
    let mut patterns = selection.patterns().iter();
    let matches = patterns.any(|pattern| matches_wildcard(pattern, action));
    matches == matches!(selection, Selection::Only(_))
}

/// The patterns of actions in some statements, by the service they name.
struct Patterns<'p> {
    by_service: BTreeMap<String, Vec<(usize, &'p str)>>,
    of_any: Vec<(usize, &'p str)>,
}

impl<'p> Patterns<'p> {
    fn of(statements: &[&'p Statement]) -> Self {
        let mut patterns = Self {
            by_service: BTreeMap::new(),
            of_any: Vec::new(),
        };
        let written: BTreeSet<&str> = statements
            .iter()
            .flat_map(|statement| statement.action.patterns())
            .map(String::as_str)
            .collect();
        for (number, pattern) in written.into_iter().enumerate() {
            match pattern.split_once(':') {
                Some((service, _)) if !service.contains(['*', '?']) => patterns
                    .by_service
                    .entry(service.to_ascii_lowercase())
                    .or_default()
                    .push((number, pattern)),
                _ => patterns.of_any.push((number, pattern)),
            }
        }
        patterns
    }

    /// The numbers of the patterns that match an action.
    fn matching(&self, action: &str) -> Vec<usize> {
        let service = action.split(':').next().unwrap_or_default();
        let service = self.by_service.get(&service.to_ascii_lowercase());
        service
            .into_iter()
            .flatten()
            .chain(&self.of_any)
            .filter(|(_, pattern)| matches_wildcard(pattern, action))
            .map(|(number, _)| *number)
            .collect()
    }
}

/// Whether an action works on any of some resources, as far as the services in their ARNs
/// tell. An action that the service data does not know may.
fn works_on(action: &str, resources: &[String]) -> bool {
    let Some((service, action)) = service_data().action(action) else {
        return true;
    };
    let service_of = |arn: &str| arn.split(':').nth(2).unwrap_or("*").to_owned();
    let shapes = action
        .resource_types()
        .iter()
        .filter_map(|one| service.resource_type(one.name()))
        .flat_map(|one| one.arn_patterns());
    let services: BTreeSet<String> = shapes.map(|shape| service_of(shape.as_str())).collect();
    resources.is_empty()
        || resources.iter().any(|resource| {
            let wanted = service_of(resource);
            services
                .iter()
                .any(|one| matches_wildcard(&wanted, one) || one.contains("${"))
        })
}

fn meant_actions(meant: &Meant<'_>) -> Vec<String> {
    let data = service_data();
    match meant {
        Meant::Everything => Vec::new(),
        Meant::Levels(levels) => data
            .services()
            .flat_map(|service| service.actions())
            .filter(|action| levels.contains(&action.level()))
            .map(|action| action.full_name().to_string())
            .filter(|action| !takes_role(action))
            .collect(),
        // A pattern that matches no action of today is asked about as it stands.
        Meant::Patterns(patterns) => patterns
            .iter()
            .flat_map(|pattern| {
                let known = actions::expand(data, pattern);
                let known: Vec<String> = known.iter().map(ToString::to_string).collect();
                match known.is_empty() {
                    true => vec![pattern.clone()],
                    false => known,
                }
            })
            .collect(),
    }
}

/// Whether an action takes a role. It is a write by its level, and changes nothing: what
/// somebody may do with a role is asked of the role, which is a holder of its own.
fn takes_role(action: &str) -> bool {
    action.starts_with("sts:AssumeRole")
}

/// A resource like the one of a proof's witness, in an account of our own; the evaluator is
/// asked about this one.
fn in_account(arn: &str, account: AccountId) -> Resource {
    let mut parts: Vec<&str> = arn.splitn(6, ':').collect();
    let own = account.to_string();
    if let Some(part) = parts.get_mut(4)
        && !part.is_empty()
    {
        *part = &own;
    }
    Resource::new(parts.join(":")).owned_by(account)
}

/// A request that is allowed, as a witness.
pub(crate) fn shown(holder: &Holder<'_>, question: &Question<'_>) -> Witness {
    let account = holder.account.name.as_deref().unwrap_or("another account");
    let what = format!("`{}` may `{}` in `{account}`", holder.who, question.action);
    let mut witness = Witness::new(WitnessKind::Request, what)
        .with("principal", &holder.principal.arn)
        .with("action", question.action)
        .with("resource", &question.resource.arn);
    for role in &holder.through {
        witness = witness.with("through", role);
    }
    for (key, value) in question.context.keys() {
        if let KeyValue::Present(values) = value {
            witness = witness.with("when", format!("{key} is {}", values.join(", ")));
        }
    }
    witness
}
