//! Do dependencies point down, and is the core pure?
//!
//! `table.rs` says what may use what. This file holds the workspace against it:
//! what each manifest declares, and what the core's crates reach through others.

mod table;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use self::table::TABLE;
use crate::gate::Outcome;
use crate::metadata::Metadata;
use crate::tree::{Entry, read_tree};
use crate::workspace::Workspace;

pub(crate) fn judge(workspace: &Workspace) -> Result<Outcome> {
    let metadata = Metadata::read(workspace)?;
    let mut findings = check_arrows(&metadata);
    for layer in TABLE.iter().filter(|layer| layer.pure) {
        if metadata.members().any(|member| member.name == layer.name) {
            // Built alone, since a neighbour may switch on features that reach out.
            let tree = read_tree(workspace, Some(layer.name))?;
            findings.extend(check_purity(&tree));
        }
    }
    let note = format!("{} crates", metadata.workspace_members.len());
    Ok(Outcome::from_findings(&findings, note))
}

/// Dependencies between the workspace's crates that the table does not allow.
fn check_arrows(metadata: &Metadata) -> Vec<String> {
    let internal: BTreeSet<&str> = metadata.members().map(|member| &*member.name).collect();
    let mut findings = Vec::new();
    for member in metadata.members() {
        let name = &member.name;
        let Some(layer) = TABLE.iter().find(|layer| layer.name == name) else {
            findings.push(format!(
                "`{name}` has no place in xtask/src/gates/layering/table.rs"
            ));
            continue;
        };
        // A test's dependency counts too: it is still an arrow that points up.
        let used: BTreeSet<&str> = member
            .dependencies
            .iter()
            .map(|used| &*used.name)
            .filter(|used| internal.contains(used))
            .collect();
        for used in used {
            if !layer.may_use.contains(&used) {
                findings.push(format!("`{name}` may not depend on `{used}`"));
            }
        }
    }
    findings
}

/// The ways in which the crate at the root of a tree reaches the world outside:
/// for each door the shortest, and not what lies behind a door.
fn check_purity(tree: &[Entry]) -> Vec<String> {
    let mut shortest: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut path: Vec<&str> = Vec::new();
    for entry in tree {
        path.truncate(entry.depth);
        let is_behind = path.iter().any(|name| table::is_impure(name));
        path.push(&entry.name);
        if is_behind || !table::is_impure(&entry.name) {
            continue;
        }
        let known = shortest.entry(&entry.name).or_insert_with(|| path.clone());
        if path.len() < known.len() {
            known.clone_from(&path);
        }
    }
    shortest
        .into_values()
        .map(|path| format!("`{}` must stay pure: `{}`", path[0], path.join("` → `")))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::tree::parse_tree;

    /// Checks a made-up workspace, in which each crate declares what follows it.
    fn check(declared: &[(&str, &[&str])], expected: &[&str]) {
        let package = |(name, uses): &(&str, &[&str])| {
            let uses: Vec<Value> = uses.iter().map(|used| json!({ "name": used })).collect();
            json!({ "id": name, "name": name, "version": "1.0.0", "dependencies": uses })
        };
        let metadata: Metadata = serde_json::from_value(json!({
            "packages": declared.iter().map(package).collect::<Vec<_>>(),
            "workspace_members": declared.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "target_directory": "target",
        }))
        .expect("metadata");
        assert_eq!(check_arrows(&metadata), expected);
    }

    /// Checks a tree as `cargo tree` prints it.
    fn check_tree(tree: &str, expected: &[&str]) {
        let tree = parse_tree(tree).expect("a tree");
        assert_eq!(check_purity(&tree), expected);
    }

    #[test]
    fn arrows_that_point_down_pass() {
        check(
            &[
                ("bailiwick-cli", &["bailiwick-aws", "tokio"]),
                ("bailiwick-aws", &["bailiwick-compile", "aws-sdk-iam"]),
                ("bailiwick-compile", &["bailiwick-estate", "serde"]),
                ("bailiwick-estate", &[]),
            ],
            &[],
        );
    }

    #[test]
    fn an_arrow_that_points_up_fails() {
        check(
            &[
                ("bailiwick-estate", &["bailiwick-compile"]),
                ("bailiwick-compile", &[]),
            ],
            &["`bailiwick-estate` may not depend on `bailiwick-compile`"],
        );
    }

    #[test]
    fn an_engine_that_needs_the_estate_is_not_useful_alone() {
        check(
            &[
                ("bailiwick-iam", &["bailiwick-estate"]),
                ("bailiwick-estate", &[]),
            ],
            &["`bailiwick-iam` may not depend on `bailiwick-estate`"],
        );
    }

    #[test]
    fn neighbours_do_not_use_each_other() {
        check(
            &[
                ("bailiwick-trail", &["bailiwick-access"]),
                ("bailiwick-access", &[]),
            ],
            &["`bailiwick-trail` may not depend on `bailiwick-access`"],
        );
    }

    #[test]
    fn a_crate_without_a_place_fails() {
        check(
            &[("stranger", &[])],
            &["`stranger` has no place in xtask/src/gates/layering/table.rs"],
        );
    }

    #[test]
    fn a_pure_crate_may_not_use_the_world() {
        check_tree(
            "0 bailiwick-cost v0.1.0 (here)\n1 tokio v1.0.0\n1 reqwest v0.12.0\n1 serde v1.0.0",
            &[
                "`bailiwick-cost` must stay pure: `bailiwick-cost` → `reqwest`",
                "`bailiwick-cost` must stay pure: `bailiwick-cost` → `tokio`",
            ],
        );
    }

    #[test]
    fn a_pure_crate_may_not_reach_the_world_through_others() {
        check_tree(
            "0 bailiwick-controls v0.1.0\n1 serde v1.0.0\n2 serde_core v1.0.0\n\
             1 fetcher v1.0.0\n2 aws-sdk-s3 v1.0.0",
            &["`bailiwick-controls` must stay pure: \
               `bailiwick-controls` → `fetcher` → `aws-sdk-s3`"],
        );
    }

    #[test]
    fn the_shortest_way_to_each_door_is_told_and_nothing_behind_it() {
        check_tree(
            "0 bailiwick-net v0.1.0\n1 fetcher v1.0.0\n2 reqwest v0.12.0\n3 tokio v1.0.0\n\
             1 reqwest v0.12.0 (*)",
            &["`bailiwick-net` must stay pure: `bailiwick-net` → `reqwest`"],
        );
    }
}
