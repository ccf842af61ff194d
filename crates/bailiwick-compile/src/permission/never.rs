//! Exact actions that their entry can never let through, or never denies: AWS limits them to
//! no such resource, or their requests carry no tag.
//!
//! Source: "Actions, resources, and condition keys for AWS services", Service Authorization
//! Reference.

use std::collections::BTreeSet;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Text;
use bailiwick_estate::model::Conditions;
use bailiwick_iam::actions::ActionName;
use bailiwick_iam::policy::Effect;
use bailiwick_iam::reach::{Reach, reach};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::{Action, ActionResource, ResourceType, Service};

/// The complaint that an action, or all that a pattern stands for, comes to nothing.
pub(super) fn check(
    written: &Text,
    matched: &BTreeSet<ActionName>,
    resources: &BTreeSet<String>,
    when: Option<&Conditions>,
    effect: Effect,
) -> Option<Diagnostic> {
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let tags = when.iter().flat_map(|when| when.tags.iter());
    let keys: Vec<String> = tags
        .map(|(tag, _)| format!("aws:ResourceTag/{tag}"))
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut first = None;
    for name in matched {
        let (service, action) = service_data().action(&name.to_string())?;
        // Of some services the data knows no resource, so that nothing can be said.
        if service.resource_types().is_empty() {
            return None;
        }
        match reach(service, action, &resources, &keys) {
            Reach::Granted | Reach::NeedsMore(_) => return None,
            never => first = first.or(Some((service, action, never))),
        }
    }
    let (service, action, never) = first?;
    let does = match effect {
        Effect::Allow => "allowed",
        Effect::Deny => "denied",
    };
    let (why, help) = match never {
        Reach::NoResource if matched.len() > 1 => (
            format!("no action of `{written}` works on these resources"),
            shapes(service),
        ),
        Reach::NoKey => (
            format!("requests of `{written}` carry no tags of a resource"),
            "move it to an entry without `tags`".to_owned(),
        ),
        _ if action.resource_types().is_empty() => (
            format!("AWS limits `{written}` to no resource"),
            "move it to an entry without `on`".to_owned(),
        ),
        _ => (
            format!("`{written}` works on none of these resources"),
            shape(service, action),
        ),
    };
    let message = format!("{why}, so that it is never {does} here");
    Some(Diagnostic::warning(Code::NEVER, written.span, message).help(help))
}

/// What an action works on, as AWS writes it.
fn shape(service: &Service, action: &Action) -> String {
    let names = action.resource_types().iter().map(ActionResource::name);
    let kinds = names.filter_map(|name| service.resource_type(name));
    format!("it works on {}", listed(kinds))
}

/// What a service has, as AWS writes it.
fn shapes(service: &Service) -> String {
    let name = service.name();
    format!("{name} has {}", listed(service.resource_types().iter()))
}

/// The first few shapes.
fn listed<'s>(kinds: impl Iterator<Item = &'s ResourceType>) -> String {
    let shapes = kinds.take(3).flat_map(|kind| kind.arn_patterns());
    let shapes: Vec<String> = shapes.map(|pattern| format!("`{pattern}`")).collect();
    shapes.join(", ")
}
