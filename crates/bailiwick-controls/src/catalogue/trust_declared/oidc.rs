//! Trust in an OpenID Connect provider: declared, for one audience, and for pinned subjects.
//!
//! A shared provider gives tokens to anybody, and the conditions alone tell whose they are
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html>).

use std::collections::BTreeSet;

use bailiwick_estate::model::{Authentication, OidcTrust};
use bailiwick_iam::policy::{Comparison, Operator, Quantifier, Statement};

use super::Problem;
use crate::world::World;

pub(super) fn problems(world: &World<'_>, statement: &Statement, host: &str) -> Vec<Problem> {
    let declared: Vec<&OidcTrust> = world
        .estate
        .technical_accounts
        .iter()
        .filter_map(|account| match &account.authentication {
            Authentication::Oidc(trust) if trust.oidc.as_str() == host => Some(trust),
            _ => None,
        })
        .collect();
    if declared.is_empty() {
        let what = format!("trusts `{host}`, which the estate does not declare");
        return vec![Problem::Open(what)];
    }
    let mut problems = Vec::new();
    let audiences: BTreeSet<&str> = declared.iter().map(|one| one.audience.as_str()).collect();
    match pinned(statement, &format!("{host}:aud")) {
        None => problems.push(Problem::Open(format!("trusts `{host}` for any audience"))),
        Some((values, _)) => problems.extend(
            values
                .iter()
                .filter(|value| !audiences.contains(value.as_str()))
                .map(|value| {
                    Problem::Open(format!(
                        "trusts `{host}` for `{value}`, an audience that is not declared"
                    ))
                }),
        ),
    }
    let subjects: BTreeSet<&str> = declared
        .iter()
        .flat_map(|one| one.subject.iter().map(|subject| subject.as_str()))
        .collect();
    match pinned(statement, &format!("{host}:sub")) {
        None => problems.push(Problem::Open(format!("trusts every subject of `{host}`"))),
        Some((values, wild)) => problems.extend(values.iter().filter_map(|value| {
            if !subjects.contains(value.as_str()) {
                return Some(Problem::Open(format!(
                    "trusts `{value}`, which is not declared"
                )));
            }
            (wild && value.contains(['*', '?']))
                .then(|| wildcard(host, value))
                .flatten()
        })),
    }
    problems
}

/// The values that one test compares a key with, and whether by pattern. A test that an
/// absent key passes pins nothing.
fn pinned<'s>(statement: &'s Statement, key: &str) -> Option<(&'s BTreeSet<String>, bool)> {
    statement
        .condition
        .tests()
        .find_map(|(operator, tested, values)| {
            let operator: Operator = operator.parse().ok()?;
            let holds = !operator.if_exists && operator.quantifier != Quantifier::ForAllValues;
            if !holds || !tested.eq_ignore_ascii_case(key) {
                return None;
            }
            match operator.comparison {
                Comparison::StringEquals => Some((values, false)),
                Comparison::StringLike => Some((values, true)),
                _ => None,
            }
        })
}

/// What a wildcard in a subject lets in that could be written out.
///
/// Sources: "Example subject claims", GitHub Actions documentation; "OpenID Connect in AWS",
/// GitLab documentation; "Workload identity tokens", HCP Terraform documentation: its last
/// field is the phase of a run, and a plan may be started by whoever opens a pull request.
fn wildcard(host: &str, subject: &str) -> Option<Problem> {
    let open = || Problem::Open(format!("trusts `{subject}`, which can be written out"));
    match host {
        "token.actions.githubusercontent.com" | "gitlab.com" | "app.terraform.io" => Some(open()),
        _ => Some(Problem::Unclear(format!(
            "whether a subject of `{host}` can be written out without the `*` of `{subject}`"
        ))),
    }
}
