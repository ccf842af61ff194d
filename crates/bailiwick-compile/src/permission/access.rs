//! Access levels on services: the actions they mean, on the resources they can be
//! limited to.
//!
//! Source: "Actions, resources, and condition keys for AWS services", Service
//! Authorization Reference; its access levels are explained in "Access levels in policy
//! summaries", IAM User Guide.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::{AccessAllowance, AccessWord, Conditions};
use bailiwick_iam::actions::{ActionName, cover, expand, matches_wildcard};
use bailiwick_iam::policy::{Effect, Selection, Sid, Statement};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::{AccessLevel, Action, Service};

use super::exact::unknown_action;

use super::resource::{self, Found};
use super::{Setting, condition, judge, unlimited};

/// The statements: one for each set of resources that some of the actions share.
pub(super) fn compile(
    allowance: &AccessAllowance,
    effect: Effect,
    setting: &Setting,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Statement> {
    let services = services(allowance, diagnostics);
    let levels = levels(allowance);
    for pattern in &allowance.except {
        if expand(service_data(), pattern).is_empty() {
            diagnostics.push(unknown_action(pattern));
        }
    }
    if let Some(statement) = everything(allowance, effect, &services, &levels, diagnostics) {
        return vec![statement];
    }
    let mut resources = Vec::new();
    for written in &allowance.on {
        resources.extend(resource::resolve(written, &services, setting, diagnostics));
    }
    if services.is_empty() || (resources.is_empty() && !allowance.on.is_empty()) {
        return Vec::new();
    }
    let mut groups: BTreeMap<BTreeSet<String>, BTreeSet<ActionName>> = BTreeMap::new();
    let mut untagged = BTreeSet::new();
    let mut not_limited = BTreeSet::new();
    for service in &services {
        for action in service.actions() {
            let name = action.full_name();
            if !levels.contains(&action.level()) || excepted(allowance, name) {
                continue;
            }
            let Some(arns) = arns_of(action, service, &resources, allowance.on.is_empty()) else {
                if unlimited::is_about(action, service, allowance, &resources) {
                    not_limited.insert(name);
                }
                continue;
            };
            if !told_apart(action, allowance.when.as_ref()) {
                untagged.insert(name);
                continue;
            }
            groups.entry(arns).or_default().insert(name);
        }
    }
    let all_of_aws = services.len() == service_data().services().len();
    if effect == Effect::Deny && !untagged.is_empty() && !all_of_aws {
        diagnostics.push(not_denied(allowance, &untagged));
    }
    if effect == Effect::Deny && !not_limited.is_empty() {
        diagnostics.push(unlimited::not_denied(allowance, &not_limited));
    }
    if groups.is_empty() {
        diagnostics.push(nothing(allowance, effect));
    }
    let sid = sid(allowance, effect, &services);
    let when = condition::compile(allowance.when.as_ref(), diagnostics);
    let statement = |(arns, actions)| {
        let patterns = cover(service_data(), &actions);
        let mut statement = Statement::new(effect, Selection::only(patterns))
            .on::<String>(arns)
            .when(when.clone());
        statement.sid = sid.clone();
        statement
    };
    let statements: Vec<Statement> = groups.into_iter().map(statement).collect();
    // All have the same conditions.
    if let Some(first) = statements.first() {
        diagnostics.extend(judge::conditions(allowance.when.as_ref(), first));
    }
    statements
}

/// All levels of all services on all resources need no list: `*`, or all but what is
/// excepted.
fn everything(
    allowance: &AccessAllowance,
    effect: Effect,
    services: &[&Service],
    levels: &BTreeSet<AccessLevel>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Statement> {
    let all = services.len() == service_data().services().len()
        && levels.len() == AccessLevel::ALL.len()
        && allowance.on.is_empty();
    if !all {
        return None;
    }
    let actions = if allowance.except.is_empty() {
        Selection::only(["*"])
    } else {
        Selection::all_except(allowance.except.iter().map(|pattern| pattern.as_str()))
    };
    let mut statement = Statement::new(effect, actions)
        .on(["*"])
        .when(condition::compile(allowance.when.as_ref(), diagnostics));
    statement.sid = sid(allowance, effect, services);
    diagnostics.extend(judge::conditions(allowance.when.as_ref(), &statement));
    Some(statement)
}

fn services(
    allowance: &AccessAllowance,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'static Service> {
    let data = service_data();
    let mut services = Vec::new();
    for written in &allowance.to {
        if written.as_str() == "all" {
            services.extend(data.services());
            continue;
        }
        if let Some(service) = data.service(written) {
            services.push(service);
            continue;
        }
        let help = match data.suggest_service(written) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the prefix that the service's actions have, such as `s3` or `logs`"
                .to_owned(),
        };
        diagnostics.push(
            Diagnostic::error(
                Code::UNKNOWN_SERVICE,
                written.span,
                format!("no service of AWS has the prefix `{}`", **written),
            )
            .label(format!("not in the service data of {}", data.date()))
            .help(help),
        );
    }
    services
}

fn levels(allowance: &AccessAllowance) -> BTreeSet<AccessLevel> {
    let mut levels = BTreeSet::new();
    for word in &allowance.access {
        match word {
            AccessWord::List => levels.insert(AccessLevel::List),
            AccessWord::Read => levels.insert(AccessLevel::Read),
            AccessWord::Write => levels.insert(AccessLevel::Write),
            AccessWord::Tagging => levels.insert(AccessLevel::Tagging),
            AccessWord::Permissions => levels.insert(AccessLevel::PermissionsManagement),
            AccessWord::All => {
                levels.extend([
                    AccessLevel::List,
                    AccessLevel::Read,
                    AccessLevel::Write,
                    AccessLevel::Tagging,
                    AccessLevel::PermissionsManagement,
                ]);
                true
            }
        };
    }
    levels
}

fn excepted(allowance: &AccessAllowance, action: ActionName) -> bool {
    let name = action.to_string();
    allowance
        .except
        .iter()
        .any(|pattern| matches_wildcard(pattern, &name))
}

/// The ARNs an action is meant on; `None` when it cannot be limited to any of them.
fn arns_of(
    action: &Action,
    service: &Service,
    resources: &[Found],
    everywhere: bool,
) -> Option<BTreeSet<String>> {
    if everywhere {
        return Some(BTreeSet::from(["*".to_owned()]));
    }
    let arns: BTreeSet<String> = resources
        .iter()
        .filter(|found| found.service == service.prefix())
        .filter(|found| {
            action
                .resource_types()
                .iter()
                .any(|kind| found.types.contains(&kind.name()))
        })
        .flat_map(|found| found.arns.iter().cloned())
        .collect();
    (!arns.is_empty()).then_some(arns)
}

/// Whether an action's requests carry the tags that the condition asks for.
fn told_apart(action: &Action, when: Option<&Conditions>) -> bool {
    let Some(when) = when else {
        return true;
    };
    let supports = |needed: bool, key: &str| !needed || action.supports_condition_key(key, None);
    supports(!when.tags.is_empty(), "aws:ResourceTag/${TagKey}")
        && supports(!when.request_tags.is_empty(), "aws:RequestTag/${TagKey}")
}

fn sid(allowance: &AccessAllowance, effect: Effect, services: &[&Service]) -> Option<Sid> {
    let reason = allowance
        .because
        .as_deref()
        .filter(|because| because.len() <= 40);
    if let Some(sid) = reason.and_then(Sid::from_words) {
        return Some(sid);
    }
    let mut words: Vec<&str> = Vec::new();
    if effect == Effect::Deny {
        words.push("deny");
    }
    words.extend(allowance.access.iter().map(|word| word.as_str()));
    match services {
        [_, _, _, _, ..] => words.push("services"),
        few => words.extend(few.iter().map(|service| service.prefix())),
    }
    Sid::from_words(&words.join(" "))
}

/// The first three actions, and how many more there are.
pub(super) fn some_of(actions: &BTreeSet<ActionName>) -> String {
    let some: Vec<String> = actions
        .iter()
        .take(3)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = match actions.len() {
        0..=3 => String::new(),
        all => format!(" and {} more", all - 3),
    };
    some.join(", ") + &more
}

fn not_denied(allowance: &AccessAllowance, untagged: &BTreeSet<ActionName>) -> Diagnostic {
    Diagnostic::warning(
        Code::NOT_DENIED,
        allowance.fields.value("when"),
        format!(
            "requests for {} carry no such tags, so they are not denied",
            some_of(untagged)
        ),
    )
    .help("deny them by name or resource, without tags, or leave them out with `except`")
}

fn nothing(allowance: &AccessAllowance, effect: Effect) -> Diagnostic {
    let verb = match effect {
        Effect::Allow => "allows",
        Effect::Deny => "denies",
    };
    Diagnostic::error(
        Code::NOTHING,
        allowance.fields.head,
        format!("this {verb} nothing: no action has these access levels on these resources under these conditions"),
    )
    .help("widen `access`, `to`, `on` or `when`, or take it away")
}
