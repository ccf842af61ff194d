//! Exact actions: checked against the service data, kept as they are written.

use std::collections::BTreeSet;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Text;
use bailiwick_estate::model::ActionAllowance;
use bailiwick_iam::actions::expand;
use bailiwick_iam::policy::{Effect, Selection, Sid, Statement};
use bailiwick_iam::service_data;

use super::{Setting, condition, judge, never, resource};

/// The statement, unless an action or resource of it makes no sense.
pub(super) fn compile(
    allowance: &ActionAllowance,
    effect: Effect,
    setting: &Setting,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Statement> {
    let data = service_data();
    let mut prefixes = BTreeSet::new();
    let mut actions = Vec::new();
    let mut known = Vec::new();
    for action in &allowance.actions {
        let matched = expand(data, action);
        if matched.is_empty() {
            diagnostics.push(unknown_action(action));
        }
        // A full name is written as AWS writes it; a pattern stays the user's.
        actions.push(match matched.first() {
            Some(only) if !action.contains(['*', '?']) => only.to_string(),
            _ => action.to_string(),
        });
        prefixes.extend(matched.iter().map(|name| name.prefix()));
        known.push((action, matched));
    }
    let services: Vec<_> = prefixes
        .iter()
        .filter_map(|prefix| data.service(prefix))
        .collect();
    let mut resources = BTreeSet::new();
    for written in &allowance.on {
        let found = resource::resolve(written, &services, setting, diagnostics);
        resources.extend(found.into_iter().flat_map(|found| found.arns));
    }
    if allowance.on.is_empty() {
        resources.insert("*".to_owned());
    }
    if actions.is_empty() || resources.is_empty() {
        return None;
    }
    let when = allowance.when.as_ref();
    for (action, matched) in &known {
        diagnostics.extend(never::check(action, matched, &resources, when, effect));
    }
    let mut statement = Statement::new(effect, Selection::only(actions))
        .on(resources)
        .when(condition::compile(allowance.when.as_ref(), diagnostics));
    statement.sid = sid(allowance, effect, &prefixes);
    diagnostics.extend(judge::exact(allowance, &statement));
    Some(statement)
}

/// A label from the reason, when it is short; else from what the statement is about.
fn sid(allowance: &ActionAllowance, effect: Effect, prefixes: &BTreeSet<&str>) -> Option<Sid> {
    let reason = allowance
        .because
        .as_deref()
        .filter(|because| because.len() <= 40);
    if let Some(sid) = reason.and_then(Sid::from_words) {
        return Some(sid);
    }
    if let [only] = &*allowance.actions {
        return Sid::from_words(&format!("{effect} {}", only.replace(':', " ")));
    }
    let services: Vec<&str> = prefixes.iter().copied().take(3).collect();
    Sid::from_words(&format!("{effect} {}", services.join(" ")))
}

/// The complaint that no action of AWS has this name, or fits this pattern.
pub(super) fn unknown_action(written: &Text) -> Diagnostic {
    let data = service_data();
    let help = match (data.suggest_action(written), written.split_once(':')) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, None) => {
            "an action is a service's prefix, a colon and a name: `s3:GetObject`".to_owned()
        }
        (None, Some((prefix, _))) => match (data.service(prefix), data.suggest_service(prefix)) {
            (None, Some(near)) => {
                format!("no service has the prefix `{prefix}`; did you mean `{near}`?")
            }
            (None, None) => format!("no service has the prefix `{prefix}`"),
            (Some(service), _) => format!("{} has no such action", service.name()),
        },
    };
    Diagnostic::error(
        Code::UNKNOWN_ACTION,
        written.span,
        format!("AWS has no action `{written}`"),
    )
    .label(format!("not in the service data of {}", data.date()))
    .help(help)
}
