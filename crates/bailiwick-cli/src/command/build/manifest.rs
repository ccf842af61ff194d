//! The manifest: how a later build knows what an earlier one wrote.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::render::pretty;

/// The manifest's file.
pub(super) const MANIFEST: &str = "bailiwick.json";

/// Adds the manifest to the files of a build, unless they bring one.
pub(super) fn add(estate: &str, files: &mut Vec<(String, String)>) {
    if files.iter().all(|(path, _)| path != MANIFEST) {
        let paths: Vec<&String> = files.iter().map(|(path, _)| path).collect();
        let manifest = json!({ "estate": estate, "files": paths });
        files.push((MANIFEST.into(), pretty(&manifest)));
    }
}

/// What the build wrote whose manifest lies in a folder; `None` when there is none.
pub(super) fn read(folder: &Path) -> Option<BTreeSet<String>> {
    let text = std::fs::read_to_string(folder.join(MANIFEST)).ok()?;
    let manifest: Value = serde_json::from_str(&text).ok()?;
    let files = manifest.get("files")?.as_array()?;
    let paths = files.iter().filter_map(Value::as_str).map(str::to_owned);
    Some(paths.chain([MANIFEST.to_owned()]).collect())
}
