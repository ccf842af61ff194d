//! What a change does, as documents: an estate, the change of it as a diff, and what is said.

mod estates;

use std::path::Path;

use bailiwick_diff::told::{Line, told};
use bailiwick_diff::{Change, Side};
use bailiwick_literate::{Case, check};

use crate::estates::{Compiled, patched};

/// The sections that have something to say, without colour.
fn words(change: &Change) -> String {
    let told = told(change);
    let mut text = String::new();
    for section in &told.sections {
        if section.title == "Controls" && change.verdicts.is_empty() {
            continue;
        }
        for entry in &section.entries {
            text += &format!("{:7}  {}\n", entry.word.as_str(), entry.head);
            for line in &entry.lines {
                text += &match line {
                    Line::Main(words) => format!("           {words}\n"),
                    Line::Detail(words) => format!("             {words}\n"),
                };
            }
        }
        let (word, whole) = &section.whole;
        text += &format!("{:7}  {whole}\n", word.as_str());
    }
    text + &format!("\n{}\n", told.summary)
}

fn run(estate: &str, case: &Case) -> String {
    let diff = case
        .block("diff")
        .unwrap_or_else(|| panic!("`{}` has no diff", case.title));
    let (old, new) = (
        Compiled::of(estate),
        Compiled::of(&patched(estate, &diff.text)),
    );
    let (before, after) = Side::both(old.parts(), new.parts());
    let change = Change::between(&before, &after);
    let change = change.judged(&old.judge(), &new.judge());
    // What one side gains, the other loses.
    let back = Change::between(&after, &before);
    assert_eq!(
        change.access.is_unchanged(),
        back.access.is_unchanged(),
        "{}",
        case.title
    );
    let shifts = |change: &Change| change.access.shifts.len();
    assert_eq!(shifts(&change), shifts(&back), "{}", case.title);
    words(&change)
}

fn document(name: &str, estate: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name);
    assert!(check(&path, "text", |case| run(estate, case)) > 3);
}

#[test]
fn access() {
    document("access.md", include_str!("../center.yaml"));
}

#[test]
fn users() {
    document("users.md", include_str!("../users.yaml"));
}

#[test]
fn reach() {
    document("reach.md", include_str!("../network.yaml"));
}

#[test]
fn seats() {
    document("seats.md", include_str!("../seats.yaml"));
}
