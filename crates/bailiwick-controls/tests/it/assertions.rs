//! What estates assert in their own words.

use std::path::Path;

use super::support::verdicts;

#[test]
fn access_is_judged_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/access.md");
    let cases = bailiwick_literate::check(&path, "text", |case| {
        verdicts(case.block("yaml").map_or("", |block| &block.text), None)
    });
    assert!(cases >= 8, "{cases} cases");
}
