//! The folders below `examples`, each an estate.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// One example estate.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
}

/// Every example, by name. None if there is no `examples` folder.
pub(crate) fn find_examples(workspace: &Workspace) -> Result<Vec<Example>> {
    let folder = workspace.path("examples");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut examples = Vec::new();
    for path in entries_of(&folder)? {
        if path.is_dir() {
            examples.push(Example {
                name: file_name(&path).to_owned(),
                folder: path,
            });
        }
    }
    Ok(examples)
}

/// The files below a folder that `wanted` accepts by name, in a fixed order.
/// Hidden files and folders are left out.
pub(crate) fn find_files(folder: &Path, wanted: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries_of(folder)? {
        if path.is_dir() {
            files.extend(find_files(&path, wanted)?);
        } else if wanted(file_name(&path)) {
            files.push(path);
        }
    }
    Ok(files)
}

fn entries_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot read {}", folder.display());
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if !file_name(&path).starts_with('.') {
            entries.push(path);
        }
    }
    entries.sort();
    Ok(entries)
}

fn file_name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_at_any_depth_in_order_and_hidden_ones_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.yaml", "a/z.yaml", "a/notes.md", ".git/c.yaml"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        let found = find_files(folder.path(), |name| name.ends_with(".yaml")).expect("files");
        let expected = ["a/z.yaml", "b.yaml"].map(|name| folder.path().join(name));
        assert_eq!(found, expected);
    }
}
