//! A generated estate has nothing wrong with it, and is the same every time.

use std::collections::BTreeSet;
use std::path::Path;

use bailiwick_compile::compile;
use bailiwick_estate::estate;
use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::source::{Attachments, Source, Sources};

use super::*;

/// What the front end and the compiler say of a generated estate.
fn complaints(accounts: u32) -> Vec<String> {
    let files = generate(accounts, 1);
    let files = files.into_iter().map(|(path, text)| Source { path, text });
    let sources = Sources::new(files.collect());
    let reading = estate::read(&sources).expect("files of a usual size");
    let compiled = |estate| compile(estate, &Attachments::default());
    let (blueprint, found) = reading.estate.as_ref().map(compiled).unwrap_or_default();
    let all = reading.diagnostics.iter().chain(&found);
    let complaints: Vec<String> = all
        .map(|one| format!("{}: {}", sources.place(one.span), one.message))
        .collect();
    assert!(blueprint.is_some() || !complaints.is_empty());
    complaints
}

#[test]
fn nothing_is_wrong_with_a_generated_estate() {
    for accounts in [1, 3, 10] {
        assert_eq!(complaints(accounts), [""; 0], "{accounts} accounts");
    }
}

#[test]
fn every_control_of_the_catalogue_is_declared() {
    let files = generate(1, 1);
    let files = files.into_iter().map(|(path, text)| Source { path, text });
    let sources = Sources::new(files.collect());
    let reading = estate::read(&sources).expect("files of a usual size");
    let estate = reading.estate.expect("no mistakes");
    let declared = estate.controls.iter().flat_map(|one| &one.catalogue);
    let declared: BTreeSet<&str> = declared.map(|one| one.as_str()).collect();
    let all: BTreeSet<&str> = CatalogueControl::ALL
        .iter()
        .map(|one| one.0.as_str())
        .collect();
    assert_eq!(declared, all);
}

#[test]
fn the_seed_decides() {
    assert_eq!(generate(3, 7), generate(3, 7));
    assert_ne!(generate(3, 7), generate(3, 8));
}

#[test]
fn a_folder_that_holds_anything_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &Path| write(path, &generate(1, 1));
    write(&folder.path().join("new")).expect("a new folder");
    let error = write(folder.path()).expect_err("a folder that holds `new`");
    assert!(error.to_string().contains("is not empty"), "{error}");
}
