//! Every sentence of a document has a home in its estate, and Bailiwick shows it.
//!
//! Beside an estate in `examples/` lies a `trace.md`: a table whose rows take a document
//! line by line, and say where the estate holds what stands there and which command shows
//! it. This test follows every row. It finds all that is wrong before it fails.
//!
//! Owns: what a trace is ([`trace`]), that its places exist ([`place`]), that its commands
//! show what it says ([`command`]), that no line of the document is passed over
//! ([`coverage`]). Refuses: to judge whether a row is true; people do that.
#![expect(
    clippy::print_stdout,
    reason = "a test tells what it could not look at"
)]

mod command;
mod coverage;
mod place;
mod trace;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bailiwick_cli::front::Front;

use command::Runner;
use trace::{Shown, Trace};

#[test]
fn every_row_leads_to_the_estate_and_to_what_shows_it() {
    let mut wrong = Vec::new();
    let mut runner = Runner::new(root());
    for trace in traces(&mut wrong) {
        let front = match Front::read(&trace.folder) {
            Ok(front) => front,
            Err(error) => {
                wrong.push(format!("{}: {error}", trace.path));
                continue;
            }
        };
        for row in &trace.rows {
            let at = format!("{}:{}", trace.path, row.at);
            for path in &row.places {
                if let Err(why) = place::find(&front.tree, path) {
                    wrong.push(format!("{at}: {why}"));
                }
            }
            if let Shown::Now { command, texts } = &row.shown {
                let complaints = runner.complaints(command, texts);
                wrong.extend(complaints.into_iter().map(|why| format!("{at}: {why}")));
            }
        }
    }
    report(&wrong);
}

#[test]
fn every_line_of_a_document_has_a_row() {
    let cases = cases();
    let mut wrong = Vec::new();
    for trace in traces(&mut Vec::new()) {
        match fs::read_to_string(cases.join(&trace.document)) {
            Ok(text) => wrong.extend(coverage::complaints(&trace, &text)),
            Err(_) => println!(
                "{}: lines were not compared: `{}` is not in {}",
                trace.path,
                trace.document,
                cases.display()
            ),
        }
    }
    report(&wrong);
}

/// Every trace of the examples, as far as it can be read.
fn traces(wrong: &mut Vec<String>) -> Vec<Trace> {
    let examples = root().join("examples");
    let entries = fs::read_dir(&examples)
        .unwrap_or_else(|error| panic!("cannot list {}: {error}", examples.display()));
    let folders: BTreeSet<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    let mut traces = Vec::new();
    for folder in folders {
        let Ok(text) = fs::read_to_string(folder.join("trace.md")) else {
            continue;
        };
        let relative = folder.strip_prefix(root()).unwrap_or(&folder);
        let path = format!("{}/trace.md", relative.display());
        match Trace::parse(&path, &folder, &text) {
            Ok(trace) => traces.push(trace),
            Err(complaints) => wrong.extend(complaints),
        }
    }
    traces
}

/// The folder of the whole project, where traces' commands run.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().unwrap_or(root)
}

/// The folder of the documents, which are not part of the project: `$BAILIWICK_CASES`, or
/// `shared/cases` beside the checkout.
fn cases() -> PathBuf {
    let named = std::env::var_os("BAILIWICK_CASES").map(PathBuf::from);
    named.unwrap_or_else(|| root().join("../shared/cases"))
}

fn report(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} rows or lines are wrong:\n\n{}\n",
        wrong.len(),
        wrong.join("\n")
    );
}
