//! A guardrail forbids something, stands where AWS can attach it, and has the facts that it
//! is made of.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Declared, alternatives};
use crate::model::{Forbidden, Guardrail};

/// The parts of a scope that come down to units and accounts.
const PLACES: [&str; 4] = ["units", "classes", "accounts", "environments"];

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for guardrail in estate.guardrails.iter() {
        diagnostics.extend(forbids_nothing(guardrail));
        diagnostics.extend(nowhere(guardrail));
        diagnostics.extend(unnamed_organization(estate, guardrail));
        diagnostics.extend(without_budget(estate, guardrail));
    }
}

fn forbids_nothing(guardrail: &Declared<Guardrail>) -> Option<Diagnostic> {
    let forbids = !guardrail.forbids.is_empty()
        || !guardrail.regions.is_empty()
        || guardrail.boundary.is_some()
        || !guardrail.tags.is_empty()
        || guardrail.stops_at.is_some();
    if forbids {
        return None;
    }
    let name = &guardrail.name;
    let message = format!("the guardrail `{name}` forbids nothing");
    let words = Forbidden::ALL.iter().map(|(_, word)| *word);
    Some(
        Diagnostic::error(Code::EMPTY_GUARDRAIL, guardrail.span, message).help(format!(
            "add `forbids` with {}; or `regions`, `boundary`, `tags` or `stops_at`",
            alternatives(words)
        )),
    )
}

/// Policies of an organisation are attached to its root, to units and to accounts
/// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
fn nowhere(guardrail: &Declared<Guardrail>) -> Option<Diagnostic> {
    let scope = guardrail.applies_to.as_ref()?;
    let (field, span) = scope.fields.iter().find(|(key, _)| !PLACES.contains(key))?;
    let message = format!("a guardrail cannot be attached to `{field}`");
    Some(
        Diagnostic::error(Code::GUARDRAIL_SCOPE, span, message)
            .help("AWS attaches it to units and accounts: name those, or classes or environments of accounts"),
    )
}

fn unnamed_organization(estate: &Estate, guardrail: &Declared<Guardrail>) -> Option<Diagnostic> {
    let outside = guardrail.forbids.contains(&Forbidden::UseFromOutside);
    let organization = estate.organization.as_ref();
    if !outside || organization.is_some_and(|organization| organization.id.is_some()) {
        return None;
    }
    let message = "what is outside is not known without the organisation's id";
    let span = guardrail.fields.value("forbids");
    Some(
        Diagnostic::error(Code::GUARDRAIL_LACKS, span, message).help(
            "add `id` to `organization`: `aws organizations describe-organization` prints it",
        ),
    )
}

fn without_budget(estate: &Estate, guardrail: &Declared<Guardrail>) -> Option<Diagnostic> {
    guardrail.stops_at.as_ref()?;
    let organization = estate.organization.as_ref();
    let defaults = organization.and_then(|organization| organization.defaults.as_ref());
    if defaults.is_some_and(|defaults| defaults.budget.is_some()) {
        return None;
    }
    let accounts = estate.accounts_of(guardrail.applies_to.as_ref());
    let without = accounts
        .into_iter()
        .find(|account| account.budget.is_none())?;
    let message = format!("the account `{}` has no budget to stop at", without.name);
    Some(
        Diagnostic::error(
            Code::GUARDRAIL_LACKS,
            guardrail.fields.value("stops_at"),
            message,
        )
        .related(without.span, "this account")
        .help("add `budget` to the account, or to `organization.defaults`"),
    )
}
