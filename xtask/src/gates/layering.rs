//! Do dependencies point down, and is the core pure?
//!
//! `table.rs` says what may use what. This file holds the workspace against it:
//! what each manifest declares, and what the core's crates reach through others.

mod table;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Result;

use self::table::{Layer, TABLE};
use crate::gate::Outcome;
use crate::metadata::Metadata;
use crate::workspace::Workspace;

pub(crate) fn judge(workspace: &Workspace) -> Result<Outcome> {
    let metadata = Metadata::read(workspace)?;
    let note = format!("{} crates", metadata.workspace_members.len());
    Ok(Outcome::from_findings(&check_layering(&metadata), note))
}

/// Everything in the workspace that the table does not allow.
fn check_layering(metadata: &Metadata) -> Vec<String> {
    let mut findings = Vec::new();
    let internal: BTreeSet<&str> = metadata.members().map(|member| &*member.name).collect();
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
        if layer.pure {
            findings.extend(check_purity(metadata, layer, &member.id));
        }
    }
    findings
}

/// The ways in which a pure crate reaches the world outside, the shortest of each.
fn check_purity(metadata: &Metadata, layer: &Layer, id: &str) -> Vec<String> {
    let names: BTreeMap<&str, &str> = metadata
        .packages
        .iter()
        .map(|package| (&*package.id, &*package.name))
        .collect();
    let uses: BTreeMap<&str, &[String]> = metadata
        .resolve
        .nodes
        .iter()
        .map(|node| (&*node.id, &*node.dependencies))
        .collect();
    let mut findings = Vec::new();
    let mut seen = BTreeSet::from([id]);
    let mut waiting = VecDeque::from([(id, format!("`{}`", layer.name))]);
    while let Some((user, path)) = waiting.pop_front() {
        for used in uses.get(user).copied().unwrap_or_default() {
            if !seen.insert(used) {
                continue;
            }
            let name = names.get(&**used).copied().unwrap_or(used);
            let path = format!("{path} → `{name}`");
            if table::is_impure(name) {
                findings.push(format!("`{}` must stay pure: {path}", layer.name));
            } else {
                waiting.push_back((used, path));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Checks a made-up workspace: who uses whom, by name. Names that begin
    /// with `bailiwick-`, `xtask` and `stranger` are the workspace's own.
    fn check(uses: &[(&str, &[&str])], expected: &[&str]) {
        let mut names: BTreeSet<&str> = uses.iter().map(|(user, _)| *user).collect();
        names.extend(uses.iter().flat_map(|(_, used)| used.iter().copied()));
        let used_by = |name: &str| -> Vec<&str> {
            uses.iter()
                .filter(|(user, _)| *user == name)
                .flat_map(|(_, used)| used.iter().copied())
                .collect()
        };
        let package = |name: &&str| {
            let declared: Vec<Value> = used_by(name)
                .iter()
                .map(|used| json!({ "name": used }))
                .collect();
            json!({ "id": name, "name": name, "version": "1.0.0", "dependencies": declared })
        };
        let node = |name: &&str| json!({ "id": name, "dependencies": used_by(name) });
        let is_ours =
            |name: &&&str| name.starts_with("bailiwick-") || ["xtask", "stranger"].contains(*name);
        let metadata: Metadata = serde_json::from_value(json!({
            "packages": names.iter().map(package).collect::<Vec<_>>(),
            "workspace_members": names.iter().filter(is_ours).collect::<Vec<_>>(),
            "resolve": { "nodes": names.iter().map(node).collect::<Vec<_>>() },
            "target_directory": "target",
        }))
        .expect("metadata");
        assert_eq!(check_layering(&metadata), expected);
    }

    #[test]
    fn arrows_that_point_down_pass() {
        check(
            &[
                ("bailiwick-cli", &["bailiwick-aws", "tokio"]),
                ("bailiwick-aws", &["bailiwick-compile", "aws-sdk-iam"]),
                ("bailiwick-compile", &["bailiwick-estate", "serde"]),
            ],
            &[],
        );
    }

    #[test]
    fn an_arrow_that_points_up_fails() {
        check(
            &[("bailiwick-estate", &["bailiwick-compile"])],
            &["`bailiwick-estate` may not depend on `bailiwick-compile`"],
        );
    }

    #[test]
    fn an_engine_that_needs_the_estate_is_not_useful_alone() {
        check(
            &[("bailiwick-iam", &["bailiwick-estate"])],
            &["`bailiwick-iam` may not depend on `bailiwick-estate`"],
        );
    }

    #[test]
    fn neighbours_do_not_use_each_other() {
        check(
            &[("bailiwick-trail", &["bailiwick-access"])],
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
        check(
            &[("bailiwick-cost", &["reqwest", "tokio"])],
            &[
                "`bailiwick-cost` must stay pure: `bailiwick-cost` → `reqwest`",
                "`bailiwick-cost` must stay pure: `bailiwick-cost` → `tokio`",
            ],
        );
    }

    #[test]
    fn a_pure_crate_may_not_reach_the_world_through_others() {
        check(
            &[
                ("bailiwick-controls", &["fetcher"]),
                ("fetcher", &["aws-sdk-s3"]),
            ],
            &["`bailiwick-controls` must stay pure: \
               `bailiwick-controls` → `fetcher` → `aws-sdk-s3`"],
        );
    }
}
