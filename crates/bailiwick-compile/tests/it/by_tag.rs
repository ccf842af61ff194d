//! `docs/by-tag.md`: what a policy by tag lets through, counted.

use std::collections::BTreeMap;
use std::path::Path;

use bailiwick_iam::actions::{ActionName, expand};
use bailiwick_iam::policy::{Policy, Selection, Statement};
use bailiwick_iam::reach::{Reach, reach};
use bailiwick_iam::service_data;
use bailiwick_iam::service_data::AccessLevel;
use bailiwick_literate::Case;
use serde_json::json;

use super::examples::statements;

/// The columns of a count, by their heads.
const COLUMNS: [&str; 5] = [
    "granted",
    "granted, whatever the tag",
    "needs others",
    "no such resource",
    "no tag",
];
/// The last of the columns that grant.
const GRANTING: usize = 1;

#[test]
fn the_document_counts_what_its_policies_let_through() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/by-tag.md");
    let cases = bailiwick_literate::check(&path, "text", counted);
    assert_eq!(cases, 7);
}

/// The data knows no resource of it, while AWS's own policies limit it to the sessions of
/// whoever opens it: "Sample IAM policies for Session Manager", AWS Systems Manager User Guide
/// (<https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html>).
const BY_SESSION: &str = "ssmmessages:OpenDataChannel";

/// Every action that the estate names is one that AWS lets through as its statement says.
#[test]
fn every_action_of_an_operator_can_be_granted() {
    for statement in statements("championship", "achampionship-webservice-access") {
        for (action, column) in columns(&statement) {
            let granted = column <= GRANTING || action.to_string() == BY_SESSION;
            assert!(granted, "{action}: {}", COLUMNS[column]);
        }
    }
}

fn counted(case: &Case) -> String {
    let statements = match case.block("json") {
        Some(block) => {
            let statement: serde_json::Value = serde_json::from_str(&block.text).expect("JSON");
            let policy = json!({ "Version": "2012-10-17", "Statement": [statement] });
            Policy::from_json(&policy).expect("a policy").statements
        }
        None => statements("championship", "achampionship-webservice-access"),
    };
    // An action that two statements name is counted once, as the one that grants more.
    let mut found: BTreeMap<ActionName, usize> = BTreeMap::new();
    for (action, column) in statements.iter().flat_map(columns) {
        let known = found.entry(action).or_insert(column);
        *known = column.min(*known);
    }
    table(&found)
}

/// Each action that a statement names, with the column that it belongs to.
fn columns(statement: &Statement) -> Vec<(ActionName, usize)> {
    let data = service_data();
    let (Selection::Only(patterns), Some(Selection::Only(resources))) =
        (&statement.action, &statement.resource)
    else {
        panic!("a statement that names actions and resources");
    };
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let keys = statement.condition.tests().map(|(_, key, _)| key);
    let keys: Vec<&str> = keys
        .filter(|key| key.starts_with("aws:ResourceTag/"))
        .collect();
    let names = patterns.iter().flat_map(|pattern| expand(data, pattern));
    names
        .map(|name| {
            let (service, action) = data.action(&name.to_string()).expect("an action of AWS");
            let column = match reach(service, action, &resources, &keys) {
                Reach::Granted if !keys.is_empty() => 0,
                Reach::Granted => 1,
                Reach::NeedsMore(_) => 2,
                Reach::NoResource => 3,
                Reach::NoKey => 4,
            };
            (name, column)
        })
        .collect()
}

/// Access levels down, columns across, and the names of what is granted below.
fn table(found: &BTreeMap<ActionName, usize>) -> String {
    let data = service_data();
    let level = |name: &ActionName| {
        let (_, action) = data.action(&name.to_string()).expect("an action of AWS");
        action.level()
    };
    let used: Vec<usize> = (0..COLUMNS.len())
        .filter(|column| found.values().any(|one| one == column))
        .collect();
    let row = |head: &str, counts: &dyn Fn(usize) -> usize| {
        let mut line = format!("{head:<22}");
        for column in &used {
            line += &format!(
                "  {:>width$}",
                counts(*column),
                width = COLUMNS[*column].len()
            );
        }
        line
    };
    let heads: Vec<&str> = used.iter().map(|column| COLUMNS[*column]).collect();
    let mut lines = vec![format!("{:<22}  {}", "", heads.join("  "))];
    for wanted in AccessLevel::ALL {
        let of_level = || found.iter().filter(|(name, _)| level(name) == wanted);
        if of_level().next().is_some() {
            let count = |column| of_level().filter(|(_, one)| **one == column).count();
            lines.push(row(wanted.as_str(), &count));
        }
    }
    let total = |column| found.values().filter(|one| **one == column).count();
    lines.push(row("all levels", &total));
    lines.push(format!("of {} actions", found.len()));
    for wanted in [
        AccessLevel::Tagging,
        AccessLevel::Write,
        AccessLevel::PermissionsManagement,
    ] {
        let granted = found.iter().filter(|(_, column)| **column <= GRANTING);
        let names: Vec<String> = granted
            .filter(|(name, _)| level(name) == wanted)
            .map(|(name, _)| name.to_string())
            .collect();
        if !names.is_empty() {
            lines.push(format!("\n{wanted}, granted:"));
            lines.extend(names.iter().map(|name| format!("  {name}")));
        }
    }
    lines.join("\n")
}
