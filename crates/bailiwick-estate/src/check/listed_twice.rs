//! One thing stands once in a list: the second time says nothing, or means another.

use super::repeated::repeated;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::model::Grant;
use crate::source::Span;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for group in estate.groups.iter() {
        let members = group.members.iter();
        report(members.map(|one| (one.as_str(), one.span())), diagnostics);
        for grant in &group.grants {
            let on = match grant {
                Grant::Permission(grant) => &grant.on,
                Grant::Entry(grant) => &grant.on,
            };
            report(on.iter().map(|one| (one.as_str(), one.span)), diagnostics);
        }
        grants(&group.grants, diagnostics);
    }
    for person in estate.people.iter() {
        let teams = person.teams.iter();
        report(teams.map(|one| (one.as_str(), one.span)), diagnostics);
    }
    for account in estate.accounts.iter() {
        let customers = account.customers.iter();
        report(customers.map(|one| (one.as_str(), one.span)), diagnostics);
    }
    for permission in estate.permissions.iter() {
        let on = permission.on.iter();
        report(on.map(|one| (one.as_str(), one.span)), diagnostics);
    }
}

/// Two grants of one thing on the same accounts.
fn grants(grants: &[Grant], diagnostics: &mut Vec<Diagnostic>) {
    let what = grants.iter().map(|grant| {
        let (what, span, on) = match grant {
            Grant::Permission(grant) => {
                let what = grant.permission.to_string();
                (what, grant.permission.span, &grant.on)
            }
            Grant::Entry(grant) => {
                let entry = &grant.entry;
                (
                    format!("{}/{}", entry.class, entry.entry),
                    entry.span,
                    &grant.on,
                )
            }
        };
        let mut on: Vec<&str> = on.iter().map(|account| account.as_str()).collect();
        on.sort_unstable();
        ((what.clone(), on), span, what)
    });
    for (span, first, what) in repeated(what) {
        diagnostics.push(
            Diagnostic::error(
                Code::LISTED_TWICE,
                span,
                format!("`{what}` is granted twice for the same place"),
            )
            .related(first, "first granted here")
            .help("keep one of the two grants, and merge what they say"),
        );
    }
}

fn report<'n>(items: impl Iterator<Item = (&'n str, Span)>, diagnostics: &mut Vec<Diagnostic>) {
    for (span, first, name) in repeated(items.map(|(name, span)| (name, span, name))) {
        diagnostics.push(
            Diagnostic::error(
                Code::LISTED_TWICE,
                span,
                format!("`{name}` stands twice in one list"),
            )
            .related(first, "first listed here")
            .help("take one of the two away; perhaps another name was meant"),
        );
    }
}
