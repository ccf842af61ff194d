//! Each of them minimised, and proved to decide as before.
//!
//! What comes out stands in `docs/minimised.md`, so that whoever changes the
//! steps or the proofs sees what that does to AWS's own policies.

use std::cmp::Reverse;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bailiwick_iam::minimise::{Minimised, Scope, minimise};
use bailiwick_iam::policy::{Policy, SizeQuota};
use bailiwick_iam::prove::{Proof, equivalent};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::managed_policies_date;

use crate::policies;

/// Where the result is written down.
const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/minimised.md");

/// One policy, and what became of it.
struct Row {
    name: String,
    /// Its characters as AWS wrote it, white space aside.
    written: usize,
    exact: Minimised,
    wildcards: Minimised,
}

#[test]
#[ignore = "needs the policies: `cargo xtask test --only managed-policies`"]
#[expect(clippy::disallowed_methods, reason = "a gate says whether to write")]
fn every_managed_policy_is_minimised_and_proved() {
    let rows = rows();
    for row in &rows {
        assert_eq!(row.exact.scope, Scope::AllActions, "{}", row.name);
        assert!(row.exact.after <= row.written, "{}", row.name);
        assert!(row.wildcards.after <= row.exact.after, "{}", row.name);
    }
    let report = report(&rows);
    if std::env::var_os("BAILIWICK_BLESS").is_some() {
        fs::write(REPORT, &report).expect("the report is written");
    }
    assert!(
        fs::read_to_string(Path::new(REPORT)).is_ok_and(|known| known == report),
        "`docs/minimised.md` is not what comes out now: run \
         `BAILIWICK_BLESS=1 cargo xtask test --only managed-policies` and read the difference\n{report}"
    );
}

/// All of them, on all cores.
fn rows() -> Vec<Row> {
    let policies = policies();
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut rows: Vec<Row> = thread::scope(|scope| {
        let work = || {
            let mut rows = Vec::new();
            while let Some((path, text)) = policies.get(next.fetch_add(1, Ordering::Relaxed)) {
                rows.push(row(path, text));
            }
            rows
        };
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().map(|worker| worker.join());
        done.flat_map(|rows| rows.expect("no worker panics"))
            .collect()
    });
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    rows
}

fn row(path: &str, text: &str) -> Row {
    let policy = Policy::from_text(text).expect("a policy");
    let written: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let written = written.to_string().chars().count();
    let exact = minimise(&policy);
    // What is returned was proved; those that anybody might attach once more, by
    // the question that `bailiwick prove equivalent` asks.
    if written <= SizeQuota::ManagedPolicy.limit() {
        let proof = equivalent(&[&policy], &[&exact.policy]);
        assert_eq!(proof, Proof::Proved, "{path}");
    }
    let name = Path::new(path).file_stem().unwrap_or_default();
    Row {
        name: name.to_string_lossy().into_owned(),
        written,
        wildcards: exact.clone().with_wildcards(&policy, service_data()),
        exact,
    }
}

/// All that came out, as it stands in the documentation.
fn report(rows: &[Row]) -> String {
    let before = rows.iter().map(|row| row.written).sum();
    let limit = SizeQuota::ManagedPolicy.limit();
    let line = |what: &str, size: &dyn Fn(&Row) -> usize| {
        let after: usize = rows.iter().map(size).sum();
        let smaller = rows.iter().filter(|row| size(row) < row.written).count();
        let fitting = rows.iter().filter(|row| size(row) <= limit).count();
        format!(
            "| {what} | {} | {} | {smaller} | {fitting} |\n",
            grouped(after),
            less(before, after)
        )
    };
    let mut report = format!(
        "# AWS's managed policies, minimised\n\n\
         `BAILIWICK_BLESS=1 cargo xtask test --only managed-policies` writes this file; the gate \
         says when it is no longer what comes out.\n\n\
         {} policies, the newest of {}; service data of {}. Sizes are characters without the white \
         space between elements, as IAM counts them. Every result is proved: the exact ones to decide \
         every request alike, of all actions that there are and will be; those with wildcards to decide \
         alike on the actions of the service data only ([decision \
         0044](decisions/0044-wildcards-of-a-whole-level.md)).\n\n\
         | | characters in all | less | policies made smaller | within {} characters |\n\
         |---|---:|---:|---:|---:|\n",
        rows.len(),
        managed_policies_date(),
        service_data().date(),
        grouped(limit),
    );
    report += &line("as AWS wrote them", &|row| row.written);
    report += &line("exact", &|row| row.exact.after);
    report += &line("with wildcards", &|row| row.wildcards.after);
    report += "\n## What shrank most\n\n\
               | policy | as AWS wrote it | exact | with wildcards |\n|---|---:|---:|---:|\n";
    let mut most: Vec<&Row> = rows.iter().collect();
    most.sort_by_key(|row| Reverse(row.written - row.exact.after));
    for row in most.iter().take(10) {
        report += &format!(
            "| {} | {} | {} | {} |\n",
            row.name,
            grouped(row.written),
            grouped(row.exact.after),
            grouped(row.wildcards.after)
        );
    }
    report + "\n## Smaller forms that are not proved\n\n" + &not_proved(rows)
}

/// Those for which something smaller was tried and not proved, with the cause.
fn not_proved(rows: &[Row]) -> String {
    let causes = rows.iter().flat_map(|row| {
        let causes = row.wildcards.unproved.iter();
        causes.map(|cause| format!("- {}: {cause}\n", row.name))
    });
    let causes: String = causes.collect();
    match causes.is_empty() {
        true => "None: whatever was tried is proved.\n".to_owned(),
        false => format!(
            "Of these a smaller form was tried, and the prover did not come to an end with it; the \
             sizes above are of one that it proved.\n\n{causes}"
        ),
    }
}

/// With a comma after each three digits.
fn grouped(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}

/// How much less the second is, in percent with one decimal.
fn less(before: usize, after: usize) -> String {
    let tenths = (before - after) * 1_000 / before;
    format!("{}.{} %", tenths / 10, tenths % 10)
}
