//! The catalogue of escalation paths in the conformance data, beside ours. It is read from
//! `../shared/conformance` beside the checkout, or from `BAILIWICK_CONFORMANCE`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads the conformance data from where it is, and says how much it found"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use bailiwick_iam::escalation::paths::paths;
use serde_json::Value;

/// Permissions that the catalogue lists as required and that are not: path, permission.
///
/// `ec2:DescribeInstances` tells the instance's address; whoever knows it needs no more.
const NOT_REQUIRED: [(&str, &str); 1] = [("ec2instanceconnect-003", "ec2:DescribeInstances")];

/// Paths of the catalogue that are not modelled.
const NOT_MODELLED: [&str; 0] = [];

#[test]
fn the_paths_are_those_of_the_catalogue() {
    let Some(catalogue) = catalogue() else {
        return;
    };
    let mut theirs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for entry in catalogue.as_array().unwrap() {
        let id = entry["id"].as_str().unwrap();
        let required = entry["permissions"]["required"].as_array().unwrap();
        let required = required
            .iter()
            .map(|one| one["permission"].as_str().unwrap());
        let needed = required.filter(|need| !NOT_REQUIRED.contains(&(id, *need)));
        theirs.insert(id, needed.collect());
    }
    println!("{} paths in the catalogue", theirs.len());
    theirs.retain(|id, _| !NOT_MODELLED.contains(id));
    let ours: BTreeMap<&str, BTreeSet<&str>> = paths()
        .map(|path| (path.id, path.needs.iter().copied().collect()))
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn the_document_lists_what_is_possible_at_most() {
    let document = include_str!("../../../../docs/escalation.md");
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `"));
    let written: BTreeMap<&str, &str> = rows
        .filter_map(|row| row.strip_suffix(" |")?.split_once("` | "))
        .collect();
    let resting = paths().filter_map(|path| Some((path.id, path.rests_on?)));
    assert_eq!(written, resting.collect());
    let count = format!("All {} of the catalogue", paths().count());
    assert!(
        document.contains(&count),
        "the document says how many there are"
    );
}

/// The catalogue, where the conformance data is beside the checkout.
fn catalogue() -> Option<Value> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/conformance");
    let folder = std::env::var_os("BAILIWICK_CONFORMANCE").map_or(beside.into(), PathBuf::from);
    let path = folder.join("escalation-paths.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            println!("the conformance data is not there: 0 paths compared");
            None
        }
    }
}
