//! What estates assert in their own words.

use std::path::Path;

use super::support::{observed, verdicts};

#[test]
fn access_is_judged_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/access.md");
    let cases = bailiwick_literate::check(&path, "text", |case| {
        verdicts(case.block("yaml").map_or("", |block| &block.text), None)
    });
    assert!(cases >= 8, "{cases} cases");
}

#[test]
fn policies_of_aws_are_judged_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/managed.md");
    let cases = bailiwick_literate::check(&path, "text", |case| {
        let estate = case.block("yaml").map_or("", |block| &block.text);
        verdicts(estate, observed(case).as_ref())
    });
    assert!(cases >= 6, "{cases} cases");
}
