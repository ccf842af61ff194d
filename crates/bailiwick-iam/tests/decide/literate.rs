//! `tests/decisions/*.md`: what AWS's pages say, as decisions.
//!
//! A case has the policies by layer (`json`), requests one to a line
//! (`request`) and their decisions (`decision`). Every case is also explained,
//! and the explanation must bear out the decision.

mod agreement;
mod policies;
mod request;

use std::fs;
use std::path::Path;

use bailiwick_iam::decide::{Decision, explain};
use bailiwick_literate::Case;

use self::policies::Documents;

#[test]
fn requests_are_decided_as_the_documents_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/decisions");
    let mut documents: Vec<_> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    documents.sort();
    let mut decisions = 0;
    for document in documents {
        bailiwick_literate::check(&document, "decision", |case| {
            let lines = decide(case);
            decisions += lines.len();
            lines.join("\n")
        });
    }
    assert!(decisions >= 250, "only {decisions} decisions were read");
}

/// The decision on each request of a case, in words.
fn decide(case: &Case) -> Vec<String> {
    let block = |kind: &str| {
        let block = case.block(kind);
        &block
            .unwrap_or_else(|| panic!("`{}` has no `{kind}` block", case.title))
            .text
    };
    let documents = Documents::read(block("json"), &case.title);
    let layers = documents.layers();
    block("request")
        .lines()
        .map(|line| {
            let request = request::read(line);
            let explanation = explain(&request, &layers);
            assert_eq!(
                explanation.decision,
                bailiwick_iam::decide::decide(&request, &layers),
                "`{}`: {line}",
                case.title
            );
            agreement::check(&explanation, &format!("`{}`: {line}", case.title));
            in_words(&explanation.decision)
        })
        .collect()
}

fn in_words(decision: &Decision) -> String {
    match decision {
        Decision::Allowed => "allowed".to_owned(),
        Decision::ExplicitlyDenied => "denied explicitly".to_owned(),
        Decision::ImplicitlyDenied => "denied implicitly".to_owned(),
        Decision::Unknown(undecided) => {
            let causes: Vec<&str> = undecided
                .keys
                .iter()
                .chain(&undecided.other)
                .map(|cause| &**cause)
                .collect();
            format!("unknown: {}", causes.join("; "))
        }
    }
}
