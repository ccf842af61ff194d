//! What is allowed, as people read it: actions by service and level, on what, when, and a
//! request that shows it.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::actions::{ActionName, cover};
use bailiwick_iam::policy::{Effect, Selection, Statement};
use bailiwick_iam::prove;
use bailiwick_iam::reach::{Reach, reach};
use bailiwick_iam::request::{Caller, KeyValue};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::AccessLevel;

use super::classes::Class;
use super::layers::{Layers, Rule};

/// Actions that are allowed on the same resources under the same conditions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The actions.
    pub actions: BTreeSet<ActionName>,
    /// The resources, as the policies name them; `not …` for all but some.
    pub on: BTreeSet<String>,
    /// The conditions, as the policies name them; nothing where one way has none.
    pub when: BTreeSet<String>,
    /// A request that is allowed on this side and not on the other.
    pub shown_by: Example,
    /// Whether the service data knows of such requests: without, the words of the policies
    /// differ, and no request that AWS documents makes use of it.
    pub is_known: bool,
}

/// A request, as far as policies ask.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// Who asks, where that matters.
    pub by: Option<String>,
    /// The action.
    pub action: String,
    /// The ARN.
    pub resource: String,
    /// The condition keys that it carries, with their values.
    pub with: Vec<(String, Vec<String>)>,
}

/// Actions of one service and access level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The service's prefix; `*` for every action of every service.
    pub service: String,
    /// The level, unless all levels are meant.
    pub level: Option<AccessLevel>,
    /// Their names in the fewest patterns; `*` for all of them.
    pub names: Vec<String>,
}

impl Grant {
    /// What a class of actions comes to.
    pub(crate) fn of(class: &Class, witness: &prove::Witness) -> Self {
        let allow = |rule: &&Rule| rule.statement.effect == Effect::Allow;
        let known = |rule: &&Rule| class.had.iter().any(|one| one.identity.contains(*rule));
        let allowing: Vec<&Rule> = class.has.identity.iter().filter(allow).collect();
        let fresh: Vec<&Rule> = allowing
            .iter()
            .copied()
            .filter(|rule| !known(rule))
            .collect();
        let now: BTreeSet<&Rule> = class.has.rules().collect();
        let gone = class.had.iter().flat_map(Layers::rules);
        let gone: Vec<&Rule> = gone
            .filter(|rule| !allow(rule) && !now.contains(rule))
            .collect();
        let rules = match fresh.as_slice() {
            [] if gone.is_empty() || gone.iter().any(|rule| is_everything(rule)) => allowing,
            [] => gone,
            _ => fresh,
        };
        let statements: Vec<&Statement> = rules.iter().map(|rule| &rule.statement).collect();
        let when: Vec<BTreeSet<String>> = statements.iter().map(|one| conditions(one)).collect();
        let usable = class.actions.iter().copied();
        let usable: BTreeSet<ActionName> = usable.filter(|one| works(*one, &statements)).collect();
        let is_known = witness.known_to_service_data && !usable.is_empty();
        Self {
            actions: match is_known {
                true => usable,
                false => class.actions.iter().copied().collect(),
            },
            on: statements.iter().flat_map(|one| resources(one)).collect(),
            when: match when.iter().any(BTreeSet::is_empty) {
                true => BTreeSet::new(),
                false => when.into_iter().flatten().collect(),
            },
            shown_by: Example::of(witness),
            is_known,
        }
    }

    /// What only a request shows that the service data does not know.
    pub(crate) fn unheard_of(witness: &prove::Witness) -> Self {
        let shown_by = Example::of(witness);
        Self {
            actions: BTreeSet::new(),
            on: BTreeSet::from([shown_by.resource.clone()]),
            when: BTreeSet::new(),
            shown_by,
            is_known: false,
        }
    }

    /// Those on the same resources under the same conditions as one.
    pub(crate) fn merged(grants: Vec<Self>) -> Vec<Self> {
        let mut merged: Vec<Self> = Vec::new();
        for grant in grants {
            let same = |one: &&mut Self| {
                one.on == grant.on && one.when == grant.when && one.is_known == grant.is_known
            };
            match merged.iter_mut().find(same) {
                Some(one) => one.actions.extend(grant.actions),
                None => merged.push(grant),
            }
        }
        merged.sort_by_key(|grant| std::cmp::Reverse((grant.is_known, grant.actions.len())));
        merged
    }

    /// Its actions, by service and level.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let data = service_data();
        if self.actions.len() == data.action_count() {
            return vec![Line::new("*", None, vec!["*".to_owned()])];
        }
        let mut services: BTreeMap<&str, Vec<ActionName>> = BTreeMap::new();
        for action in &self.actions {
            services.entry(action.prefix()).or_default().push(*action);
        }
        let mut lines = Vec::new();
        for (prefix, actions) in services {
            let Some(service) = data.service(prefix) else {
                continue;
            };
            if actions.len() == service.actions().len() {
                lines.push(Line::new(prefix, None, vec!["*".to_owned()]));
                continue;
            }
            for level in AccessLevel::ALL {
                let of_level = |name: &&ActionName| {
                    let action = service.action(name.name());
                    action.is_some_and(|action| action.level() == level)
                };
                let some: BTreeSet<ActionName> = actions.iter().filter(of_level).copied().collect();
                if some.is_empty() {
                    continue;
                }
                let mut all = service.actions().iter();
                let is_all = all.all(|one| one.level() != level || some.contains(&one.full_name()));
                let names = match is_all && some.len() > 1 {
                    true => vec!["*".to_owned()],
                    false => names(&some),
                };
                lines.push(Line::new(prefix, Some(level), names));
            }
        }
        lines
    }
}

/// The names of actions of one service, without its prefix.
fn names(actions: &BTreeSet<ActionName>) -> Vec<String> {
    let patterns = cover(service_data(), actions).into_iter();
    let name = |pattern: String| match pattern.split_once(':') {
        Some((_, name)) => name.to_owned(),
        None => pattern,
    };
    patterns.map(name).collect()
}

impl Line {
    fn new(service: &str, level: Option<AccessLevel>, names: Vec<String>) -> Self {
        Self {
            service: service.to_owned(),
            level,
            names,
        }
    }
}

impl Example {
    fn of(witness: &prove::Witness) -> Self {
        let request = &witness.request;
        let with = request
            .context
            .keys()
            .filter_map(|(key, value)| match value {
                KeyValue::Present(values) => Some((key.to_owned(), values.clone())),
                KeyValue::Absent | KeyValue::Unknown => None,
            });
        Self {
            by: None,
            action: request.action.clone(),
            resource: request.resource.arn.clone(),
            with: with.collect(),
        }
    }

    /// The request with whoever makes it.
    pub(crate) fn with_caller(witness: &prove::Witness) -> Self {
        Self {
            by: Some(caller(&witness.request.caller)),
            ..Self::of(witness)
        }
    }
}

fn caller(caller: &Caller) -> String {
    match caller {
        Caller::Anonymous => "anybody, without credentials".to_owned(),
        Caller::Root { account } => format!("arn:aws:iam::{account}:root"),
        Caller::User { arn } => arn.clone(),
        Caller::RoleSession { role, .. } => role.clone(),
        Caller::FederatedUser { user, name } => format!("federated user {name} of {user}"),
        Caller::WebIdentity { provider } | Caller::Saml { provider } => {
            format!("somebody signed in at {provider}")
        }
        Caller::Service { name } => name.clone(),
    }
}

/// Whether any of the statements can be about a resource that the action works on.
pub(crate) fn works(name: ActionName, statements: &[&Statement]) -> bool {
    let Some((service, action)) = service_data().action(&name.to_string()) else {
        return true;
    };
    statements
        .iter()
        .any(|statement| match &statement.resource {
            Some(Selection::Only(patterns)) => {
                let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
                reach(service, action, &patterns, &[]) != Reach::NoResource
            }
            Some(Selection::AllExcept(_)) | None => true,
        })
}

/// Whether a rule says nothing of resources and conditions.
fn is_everything(rule: &Rule) -> bool {
    let Statement {
        resource,
        condition,
        ..
    } = &rule.statement;
    condition.is_empty() && *resource == Some(Selection::only(["*"]))
}

fn resources(statement: &Statement) -> Vec<String> {
    match &statement.resource {
        Some(Selection::Only(patterns)) => patterns.iter().cloned().collect(),
        Some(Selection::AllExcept(patterns)) => {
            let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
            vec![format!("not {}", patterns.join(", "))]
        }
        None => Vec::new(),
    }
}

pub(crate) fn conditions(statement: &Statement) -> BTreeSet<String> {
    let tests = statement.condition.tests();
    tests
        .map(|(operator, key, values)| {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            format!("{key} {operator} {}", values.join(", "))
        })
        .collect()
}
