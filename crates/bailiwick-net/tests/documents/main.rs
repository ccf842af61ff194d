//! What each component does to packets, as documents: `*.md` beside this file.
//!
//! Each document has a small network beside it: a folder of what the AWS CLI prints, or
//! one file with its lists (`*.json`). A
//! case says in its `json` block what is other: items with the same id take the place of
//! those in the network, others are added, `"Unread"` names lists that were not read. Its
//! `ask` block has a question on each line, its `answer` block what comes out. Cases with
//! `template` blocks have a network of their own, from the stacks `one-network`,
//! `one-service` and so on.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

mod answer;
mod around;
mod network;
mod omission;

use std::path::{Path, PathBuf};

use around::Around;
use bailiwick_literate::Case;
use bailiwick_net::reach::Engine;

#[test]
fn components_do_what_the_documents_say() {
    let cases = each_document(|around, document| {
        bailiwick_literate::check(document, "answer", |case| answered(around, case))
    });
    assert!(cases >= 30, "only {cases} cases were read");
}

/// Goes through the documents, each with the network around it, and counts.
fn each_document(mut read: impl FnMut(&Around, &Path) -> usize) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut count = 0;
    let mut documents: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    documents.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    documents.sort();
    for document in documents {
        count += read(&Around::of(&document), &document);
    }
    count
}

fn answered(around: &Around, case: &Case) -> String {
    let network = around.network(case);
    let engine = Engine::new(&network);
    let questions = case
        .block("ask")
        .expect("a case asks something")
        .text
        .lines();
    let answers: Vec<String> = questions
        .map(|question| answer::answer(&engine, question))
        .collect();
    answers.join("\n")
}
