//! The access register's statements, each against sabotaged copies of its example.
//!
//! `tests/register/CONTROL.md` holds the cases of one control: what is edited, as a diff,
//! and what is found. `## Compiled: …` edits the estate or what it compiles to,
//! `## Observed: …` what AWS holds, `## Filled, compiled: …` a copy in which the seats have
//! names. `## Not …: …` says why a form of evidence cannot be sabotaged.
//!
//! Start reading at any of the documents, then `copy`.

mod copy;
mod edit;
mod reality;
mod seats;

use std::path::{Path, PathBuf};

use bailiwick_controls::{Evidence, Judgement, Verdict};
use bailiwick_literate::Case;

use self::copy::Copy;
use super::support::finding;

/// The statements of the document, by the control that each became.
const STATEMENTS: [&str; 7] = [
    "console-authorized",
    "databases-internal",
    "kubernetes-internal",
    "login-authorized",
    "no-unauthorized-access",
    "permissions-minimal",
    "ssh-keys-mfa",
];

fn document(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/register");
    folder.join(format!("{name}.md"))
}

/// What was found on one control by some evidence: what refutes it, or else everything.
fn told(judgement: &Judgement<'_>, evidence: &[Evidence]) -> String {
    let findings = judgement.findings.iter();
    let mut looked_at: Vec<_> = findings
        .filter(|one| evidence.contains(&one.evidence))
        .collect();
    let refuted = |verdict: &Verdict| matches!(verdict, Verdict::Refuted(_));
    if looked_at.iter().any(|one| refuted(&one.verdict)) {
        looked_at.retain(|one| refuted(&one.verdict));
    }
    looked_at.into_iter().map(finding).collect()
}

/// The evidence that the title of a case is about.
fn evidence(case: &Case) -> &'static [Evidence] {
    match case.title.contains("bserved") {
        true => &[Evidence::Observed],
        false => &[Evidence::Compiled, Evidence::Word],
    }
}

#[test]
fn every_sabotaged_copy_is_found_out() {
    let mut unnoticed = Vec::new();
    for control in STATEMENTS {
        let mut sabotaged = [false; 2];
        bailiwick_literate::check(&document(control), "text", |case| {
            let is_observed = case.title.contains("bserved");
            sabotaged[usize::from(is_observed)] = true;
            if case.title.starts_with("Not ") {
                assert!(case.blocks.len() == 1, "`{}` edits something", case.title);
                return "cannot be sabotaged".to_owned();
            }
            let found = Copy::of(case).judged(Some(control), |judgements| {
                let mut own = judgements
                    .iter()
                    .filter(|one| one.control.name.as_str() == control);
                own.next().map(|own| told(own, evidence(case)))
            });
            // The language may not let an estate say such a thing at all.
            let is_refused = !is_observed && found.starts_with("BW");
            if !found.contains(": refuted") && !is_refused {
                unnoticed.push(format!("{control}, {}\n{found}", case.title));
            }
            found
        });
        assert!(sabotaged[0], "{control} is not sabotaged where compiled");
        assert!(sabotaged[1], "{control} is not sabotaged where observed");
    }
    assert!(
        unnoticed.is_empty(),
        "not refuted:\n{}",
        unnoticed.join("\n")
    );
}

#[test]
fn the_copies_are_sound_before_anybody_touches_them() {
    let cases = bailiwick_literate::check(&document("untouched"), "text", |case| {
        let mut controls = Vec::new();
        let found = Copy::of(case).judged(None, |judgements| {
            controls.extend(judgements.iter().map(|one| one.control.name.to_string()));
            let own = judgements.iter().map(|own| {
                let found = told(own, evidence(case));
                format!("# {}\n{found}", own.control.name)
            });
            Some(own.collect())
        });
        controls.sort();
        assert_eq!(controls, STATEMENTS, "a document for each statement");
        assert!(!found.contains(": refuted"), "{}: {found}", case.title);
        found
    });
    assert_eq!(cases, 3);
}
