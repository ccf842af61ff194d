//! Cases that others wrote: flows over snapshots of AWS networks, with where they end.
//!
//! The folder is no part of the project: it is looked for at `../shared/conformance`
//! beside the checkout, or where `BAILIWICK_CONFORMANCE` says. Each case says what to
//! score it on; those that say nothing, or that the engine cannot place, are listed by name.
#![expect(
    clippy::disallowed_methods,
    reason = "tests read files and the environment"
)]
#![expect(
    clippy::print_stderr,
    reason = "the figures are for whoever runs the tests"
)]

mod case;
mod score;

use std::env;
use std::path::PathBuf;

use case::{Case, load};

#[test]
fn flows_end_where_others_say() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/conformance");
    let folder =
        env::var_os("BAILIWICK_CONFORMANCE").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let folder = folder.join("network");
    if !folder.join("cases.json").is_file() {
        eprintln!("no cases at `{}`: nothing was compared", folder.display());
        return;
    }
    let cases: Vec<Case> = load(&folder);
    let mut scored = 0;
    let mut wrong = Vec::new();
    for case in &cases {
        if case.score_on.is_empty() {
            eprintln!("not scored, as the case says: {}", case.id);
            continue;
        }
        scored += 1;
        if let Err(difference) = score::score(case) {
            wrong.push(format!("{}\n{difference}", case.id));
        }
    }
    eprintln!(
        "{} cases: {scored} scored, {} wrong",
        cases.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(scored > 0, "no case is scored");
}
