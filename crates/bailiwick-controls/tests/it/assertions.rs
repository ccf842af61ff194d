//! What estates assert in their own words.

use std::path::Path;

use super::support::{observed, verdicts};

#[test]
fn access_is_judged_as_the_document_says() {
    let cases = judged("tests/access.md");
    assert!(cases >= 8, "{cases} cases");
}

#[test]
fn policies_of_resources_are_judged_as_the_document_says() {
    let cases = judged("tests/resource_policies.md");
    assert!(cases >= 10, "{cases} cases");
}

#[test]
fn policies_of_aws_are_judged_as_the_document_says() {
    let cases = judged("tests/managed.md");
    assert!(cases >= 6, "{cases} cases");
}

#[test]
fn policies_of_the_organisation_are_judged_as_the_document_says() {
    let cases = judged("tests/organization.md");
    assert_eq!(cases, 5);
}

/// How many cases of a document give the verdicts that stand under them.
fn judged(path: &str) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    bailiwick_literate::check(&path, "text", |case| {
        let estate = case.block("yaml").map_or("", |block| &block.text);
        verdicts(estate, observed(case).as_ref())
    })
}
