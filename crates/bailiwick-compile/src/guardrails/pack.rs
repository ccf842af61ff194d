//! Statements into policies that AWS takes: short enough, and few enough at each target.
//!
//! Each guardrail has a policy of its own while there is room. Where a target would hold too
//! many, those that hold in exactly the same places share.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Guardrail;
use bailiwick_iam::fit::fit;

use super::policy::{Content, OrganizationPolicy, PolicyType};
use super::{Part, Target};
use crate::access::numbered;

/// How many characters a description may have, `Description` of `CreatePolicy`, AWS
/// Organizations API Reference
/// (<https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html>).
const LONGEST_DESCRIPTION: usize = 512;

/// Guardrails in one policy, or in several numbered ones.
type Group<'p, 'e> = Vec<&'p Part<'e>>;

/// The policies of a type that hold these statements.
pub(super) fn pack(
    kind: PolicyType,
    parts: Vec<Part<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<OrganizationPolicy> {
    let apart: Vec<Group<'_, '_>> = parts.iter().map(|part| vec![part]).collect();
    let mut problems = Vec::new();
    let mut policies = written(kind, &apart, &mut problems);
    let crowded: BTreeSet<Target> = crowded(&policies).map(|(target, _)| target).collect();
    if !crowded.is_empty() {
        problems.clear();
        policies = written(kind, &together(&parts, &crowded), &mut problems);
    }
    diagnostics.extend(problems);
    if let (Some((target, number)), Some(part)) = (self::crowded(&policies).next(), parts.first()) {
        diagnostics.push(too_many(part.guardrail, kind, &target, number));
    }
    policies
}

/// The same parts; those that hold in the same places, one of which is crowded, together.
fn together<'p, 'e>(parts: &'p [Part<'e>], crowded: &BTreeSet<Target>) -> Vec<Group<'p, 'e>> {
    let mut groups: Vec<Group<'p, 'e>> = Vec::new();
    let mut shared: BTreeMap<&BTreeSet<Target>, usize> = BTreeMap::new();
    for part in parts {
        match shared.get(&part.targets) {
            Some(place) => groups[*place].push(part),
            None => {
                if !part.targets.is_disjoint(crowded) {
                    shared.insert(&part.targets, groups.len());
                }
                groups.push(vec![part]);
            }
        }
    }
    groups
}

fn written(
    kind: PolicyType,
    groups: &[Group<'_, '_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<OrganizationPolicy> {
    let mut policies = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for group in groups {
        let Some(first) = group.first() else { continue };
        let guardrails: BTreeMap<&str, &str> = group
            .iter()
            .map(|part| {
                (
                    part.guardrail.name.as_str(),
                    part.guardrail.because.as_str(),
                )
            })
            .collect();
        let names: Vec<&str> = guardrails.keys().copied().collect();
        let reasons: Vec<&str> = guardrails.into_values().collect();
        let description: String = reasons
            .join(" ")
            .chars()
            .take(LONGEST_DESCRIPTION)
            .collect();
        let statements = group.iter().flat_map(|part| part.statements.clone());
        let documents = fit(statements.collect(), kind.longest()).unwrap_or_else(|large| {
            diagnostics.push(too_long(first.guardrail, kind, large.size));
            Vec::new()
        });
        let mut number = 0;
        for document in documents {
            let name = loop {
                number += 1;
                let name = numbered(&names.join("+"), number);
                if taken.insert(name.clone()) {
                    break name;
                }
            };
            policies.push(OrganizationPolicy {
                kind,
                name,
                description: description.clone(),
                targets: first.targets.clone(),
                content: Content::Statements(document),
            });
        }
    }
    policies
}

/// The targets with more policies than AWS attaches, and how many.
fn crowded(policies: &[OrganizationPolicy]) -> impl Iterator<Item = (Target, usize)> + use<> {
    let mut numbers: BTreeMap<Target, usize> = BTreeMap::new();
    let mut most = usize::MAX;
    for policy in policies {
        most = policy.kind.most();
        for target in &policy.targets {
            *numbers.entry(target.clone()).or_default() += 1;
        }
    }
    numbers
        .into_iter()
        .filter(move |(_, number)| *number > most)
}

/// Says where more policies of one type would be attached than AWS attaches.
pub(super) fn check_attachments(
    estate: &Estate,
    policies: &[OrganizationPolicy],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (target, number) in crowded(policies) {
        let here = policies
            .iter()
            .find(|policy| policy.targets.contains(&target));
        let guardrail = here.and_then(|policy| estate.guardrails.get(&policy.name));
        if let (Some(policy), Some(guardrail)) = (here, guardrail) {
            diagnostics.push(too_many(guardrail, policy.kind, &target, number));
        }
    }
}

fn too_many(
    guardrail: &Declared<Guardrail>,
    kind: PolicyType,
    target: &Target,
    number: usize,
) -> Diagnostic {
    let most = kind.most();
    let plural = kind.noun().replace("policy", "policies");
    let message = format!(
        "`{target}` would have {number} {plural} of this estate, and AWS attaches {most} beside its own"
    );
    Diagnostic::error(Code::GUARDRAIL_QUOTA, guardrail.span, message)
        .help("let guardrails hold in the same places, so that they share a policy; or move some to a unit above")
}

/// Says that a policy is longer than AWS takes.
pub(super) fn too_long(
    guardrail: &Declared<Guardrail>,
    kind: PolicyType,
    size: usize,
) -> Diagnostic {
    let (noun, longest) = (kind.noun(), kind.longest());
    let name = &guardrail.name;
    let message =
        format!("the guardrail `{name}` needs a {noun} of {size} characters, AWS takes {longest}");
    Diagnostic::error(Code::GUARDRAIL_QUOTA, guardrail.span, message)
        .help("make two guardrails of it, or shorten the lists that it is made of")
}
