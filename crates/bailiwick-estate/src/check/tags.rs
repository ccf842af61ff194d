//! Things carry the tags that the estate requires, with the values it lets them have.
//!
//! Source: "Tag naming limits and requirements", Tagging AWS Resources User Guide: keys
//! and values tell capitals from small letters.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Declared, Fields, Pairs, Ref, Text, alternatives, nearest};
use crate::model::{Account, Environment, TagRule, Tagged};
use crate::source::Span;
use crate::value::TagKey;

/// Something that carries tags.
struct Carrier<'e> {
    kind: Tagged,
    noun: &'static str,
    name: &'e str,
    span: Span,
    fields: &'e Fields,
    tags: &'e Pairs<TagKey, Text>,
    account: Option<&'e Account>,
    environment: Option<&'e Ref<Environment>>,
}

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let carriers = carriers(estate);
    for rule in estate.tags.iter() {
        for carrier in carriers.iter().filter(|carrier| applies(rule, carrier)) {
            diagnostics.extend(complaint(rule, carrier));
        }
    }
}

fn complaint(rule: &Declared<TagRule>, carrier: &Carrier<'_>) -> Option<Diagnostic> {
    let key = rule.name.as_str();
    let allowed = || rule.values.iter().map(|value| &**value);
    match carrier.tags.iter().find(|(own, _)| own.as_str() == key) {
        Some((_, value)) if rule.values.is_empty() || allowed().any(|one| one == &**value) => None,
        Some((_, value)) => {
            let help = match nearest(value, allowed()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write {}", alternatives(allowed())),
            };
            let message = format!("the tag `{key}` cannot have the value `{value}`");
            Some(
                Diagnostic::error(Code::TAG_VALUE, value.span, message)
                    .related(rule.fields.value("values"), "its values are listed here")
                    .help(help),
            )
        }
        None if !required(rule, carrier.kind) => None,
        None => {
            let mut own = carrier.tags.iter().map(|(own, _)| own.as_str());
            let help = match own.find(|own| own.eq_ignore_ascii_case(key)) {
                Some(own) => format!("it has `{own}`: capitals matter in tags, write `{key}`"),
                None => format!("add it under `tags`: {}", rule.why.trim_end_matches('.')),
            };
            let span = carrier.fields.key("tags").unwrap_or(carrier.span);
            let message = format!("the {} `{}` has no tag `{key}`", carrier.noun, carrier.name);
            Some(
                Diagnostic::error(Code::TAG_MISSING, span, message)
                    .related(rule.span, "it is required here")
                    .help(help),
            )
        }
    }
}

fn required(rule: &TagRule, kind: Tagged) -> bool {
    rule.required_on
        .iter()
        .any(|on| *on == kind || *on == Tagged::Everything)
}

/// Whether a rule is about the place where something lies.
fn applies(rule: &TagRule, carrier: &Carrier<'_>) -> bool {
    let environment = carrier.environment;
    let unit = carrier.account.and_then(|account| account.unit.as_ref());
    let below = |above: &str| {
        let rest = unit.and_then(|unit| unit.as_str().strip_prefix(above));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    (rule.environments.is_empty() || rule.environments.iter().any(|one| Some(one) == environment))
        && (rule.units.is_empty() || rule.units.iter().any(|above| below(above.as_str())))
}

fn carriers(estate: &Estate) -> Vec<Carrier<'_>> {
    let account = |reference: Option<&Ref<Account>>| {
        reference.and_then(|reference| Some(&reference.of(&estate.accounts)?.value))
    };
    let mut carriers = Vec::new();
    for one in estate.accounts.iter() {
        carriers.push(Carrier {
            kind: Tagged::Accounts,
            noun: "account",
            name: one.name.as_str(),
            span: one.span,
            fields: &one.fields,
            tags: &one.tags,
            account: Some(&one.value),
            environment: one.environment.as_ref(),
        });
    }
    for one in estate.workloads.iter() {
        let account = account(Some(&one.account));
        let environment = one.environment.as_ref();
        carriers.push(Carrier {
            kind: Tagged::Workloads,
            noun: "workload",
            name: one.name.as_str(),
            span: one.span,
            fields: &one.fields,
            tags: &one.tags,
            account,
            environment: environment.or(account.and_then(|account| account.environment.as_ref())),
        });
    }
    for one in estate.networks.iter().filter(|one| one.account.is_some()) {
        let account = account(one.account.as_ref());
        let environment = one.environment.as_ref();
        carriers.push(Carrier {
            kind: Tagged::Networks,
            noun: "network",
            name: one.name.as_str(),
            span: one.span,
            fields: &one.fields,
            tags: &one.tags,
            account,
            environment: environment.or(account.and_then(|account| account.environment.as_ref())),
        });
    }
    carriers
}
