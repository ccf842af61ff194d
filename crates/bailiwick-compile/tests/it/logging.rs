//! `logging.md`: what logs come to, and that AWS's services may write where they are to.

use std::path::Path;

use bailiwick_literate::Case;

use super::support::{blueprint, file};

/// What every case needs around its logs.
const AROUND: &str = "
estate: acme
organization: { id: o-a1b2c3d4e5, management_account: main }
teams: { ship: { email: ship@acme.example } }
accounts:
  main: { id: '000011112222' }
  archive: { id: '111122223333' }
  shop: { id: '222233334444' }
";

#[test]
fn logs_compile_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logging.md");
    let cases = bailiwick_literate::check(&path, "text", compiled);
    assert!(cases >= 5, "only {cases} cases were read");
}

/// The templates of the case's accounts.
fn compiled(case: &Case) -> String {
    let body = case.block("yaml").map_or("", |block| &block.text);
    let blueprint = blueprint(&[AROUND, body]);
    let stacks = blueprint.stacks.iter().map(|stack| stack.path());
    let shown = stacks.map(|path| {
        let text = file(&blueprint, &path);
        format!("{path}\n{}", text.trim_end())
    });
    shown.collect::<Vec<_>>().join("\n\n")
}
