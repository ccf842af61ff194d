//! What is really built, by `cargo tree`.
//!
//! `cargo metadata` also lists packages that a feature merely could bring: it
//! shows `ring` under `rustls-webpki` when only `aws-lc-rs` is chosen.

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// One line of the tree. A package that was shown before has nothing below it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// How far below the root: 0 is a crate of ours.
    pub(crate) depth: usize,
    pub(crate) name: String,
    pub(crate) version: String,
}

/// The tree of the whole workspace, or of one crate built alone; with every
/// feature and for every platform.
pub(crate) fn read_tree(workspace: &Workspace, package: Option<&str>) -> Result<Vec<Entry>> {
    let mut command = workspace.cargo();
    command.args(["tree", "--locked", "--quiet", "--all-features"]);
    command.args(["--target", "all", "--prefix", "depth", "--format", " {p}"]);
    command.args(["--color", "never"]);
    match package {
        Some(package) => command.args(["--package", package]),
        None => command.arg("--workspace"),
    };
    match process::run_for_output(command)? {
        Ok(output) => parse_tree(&output),
        Err(errors) => bail!(errors),
    }
}

/// Reads the whole tree; a line that is skipped would be a package not judged.
pub(crate) fn parse_tree(text: &str) -> Result<Vec<Entry>> {
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            parse_entry(line).with_context(|| format!("cannot read `{line}` from `cargo tree`"))
        })
        .collect()
}

/// Reads `2 serde v1.0.229 (*)`.
fn parse_entry(line: &str) -> Option<Entry> {
    let mut words = line.split_whitespace();
    Some(Entry {
        depth: words.next()?.parse().ok()?,
        name: words.next()?.to_owned(),
        version: words.next()?.strip_prefix('v')?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_whatever_follows_the_version() {
        for line in ["2 serde v1.0.229", "2 serde v1.0.229 (proc-macro) (*)"] {
            let expected = Entry {
                depth: 2,
                name: "serde".to_owned(),
                version: "1.0.229".to_owned(),
            };
            assert_eq!(parse_entry(line), Some(expected));
        }
    }

    #[test]
    fn trees_of_several_roots_have_empty_lines_between() {
        let tree = parse_tree("0 a v1.0.0\n1 c v1.0.0\n\n0 b v1.0.0\n").expect("a tree");
        assert_eq!(tree.len(), 3);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_an_error() {
        assert!(parse_tree("0 a v1.0.0\n[build-dependencies]\n").is_err());
    }
}
