//! The manifest: how a later build knows what an earlier one wrote.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// The manifest's file, which every blueprint brings. Its `files` has a key for each other file.
pub(crate) const MANIFEST: &str = "bailiwick.json";

/// What the build wrote whose manifest lies in a folder: nothing where there is none, and
/// `None` when it says nothing that can be understood.
pub(super) fn read(folder: &Path) -> Option<BTreeSet<String>> {
    let path = folder.join(MANIFEST);
    if path.symlink_metadata().is_err() {
        return Some(BTreeSet::new());
    }
    let text = std::fs::read_to_string(path).ok()?;
    let manifest: Value = serde_json::from_str(&text).ok()?;
    let files = manifest.get("files")?.as_object()?;
    Some(files.keys().cloned().chain([MANIFEST.into()]).collect())
}
