//! The manifest: how a later build knows what an earlier one wrote.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// The manifest's file, which every blueprint brings. Its `files` has a key for each other file.
pub(crate) const MANIFEST: &str = "bailiwick.json";

/// What the build wrote whose manifest lies in a folder; `None` when there is none.
pub(super) fn read(folder: &Path) -> Option<BTreeSet<String>> {
    let text = std::fs::read_to_string(folder.join(MANIFEST)).ok()?;
    let manifest: Value = serde_json::from_str(&text).ok()?;
    let files = manifest.get("files")?.as_object()?;
    Some(files.keys().cloned().chain([MANIFEST.into()]).collect())
}
