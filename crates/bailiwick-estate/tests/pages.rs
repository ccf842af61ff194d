//! Every code has a page whose example gives the code, and whose fix does not.
#![expect(
    clippy::disallowed_methods,
    reason = "the test looks into the folder of pages"
)]

mod documents;

use std::collections::BTreeSet;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::{Diagnostic, Severity};
use bailiwick_estate::estate::read;
use documents::{blocks_under, files};

/// Codes from here on are given by the compiler, whose tests read their pages.
const COMPILER: &str = "BW0500";

fn diagnostics(code: Code, heading: &str) -> Vec<Diagnostic> {
    let blocks = blocks_under(code.page(), heading);
    let [block] = blocks.as_slice() else {
        panic!("{code}: one YAML block belongs under `## {heading}`");
    };
    let reading = read(&files(block)).unwrap_or_else(|(_, refusal)| panic!("{code}: {refusal}"));
    reading.diagnostics
}

fn pages() -> impl Iterator<Item = Code> {
    Code::all().filter(|code| code.to_string().as_str() < COMPILER)
}

#[test]
fn every_example_gives_its_code() {
    let wrong: Vec<_> = pages()
        .map(|code| (code, diagnostics(code, "Example")))
        .filter(|(code, found)| {
            found.is_empty() || found.iter().any(|diagnostic| diagnostic.code != *code)
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_fix_mends_its_example() {
    for code in pages() {
        let found = diagnostics(code, "Fix");
        let wrong = |one: &&Diagnostic| one.code == code || one.severity == Severity::Error;
        let left: Vec<_> = found.iter().filter(wrong).collect();
        assert!(left.is_empty(), "{code}: {left:#?}");
    }
}

#[test]
fn every_page_says_what_why_and_how() {
    for code in pages() {
        let page = code.page();
        assert!(page.starts_with(&format!("# {code}: ")), "{code}");
        assert!(
            code.title().starts_with(char::is_lowercase) || code == Code::IAM_USERS_FORBIDDEN,
            "{code}"
        );
        let headings: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        assert_eq!(headings, ["## Why", "## Example", "## Fix"], "{code}");
    }
}

#[test]
fn every_page_has_its_code() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/pages");
    let codes: BTreeSet<String> = Code::all().map(|code| format!("{code}.md")).collect();
    let pages = std::fs::read_dir(folder).expect("the folder of pages");
    let pages: BTreeSet<String> = pages
        .map(|page| {
            page.expect("a page")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(pages, codes);
}
