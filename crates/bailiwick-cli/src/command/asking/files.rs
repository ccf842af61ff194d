//! The files that `--observed` names: JSON and CSV, of one folder or by themselves.

use std::fs;
use std::path::{Path, PathBuf};

use crate::loader::{FILE_LIMIT, LoadError, TOTAL_LIMIT, typed};

/// The paths and texts of a file, or of the `*.json` and `*.csv` in a folder and those
/// below it, by path. Names that start with a dot are passed over.
///
/// # Errors
/// When one of them cannot be read, or they are too large.
pub(super) fn read(named: &Path) -> Result<Vec<(String, String)>, LoadError> {
    let mut found = Vec::new();
    if metadata(named)?.is_dir() {
        walk(named, &mut found)?;
    } else {
        found.push(named.to_owned());
    }
    found.sort();
    let mut total = 0;
    let mut files = Vec::new();
    for path in found {
        let bytes = metadata(&path)?.len();
        total += bytes;
        if bytes > FILE_LIMIT {
            let path = typed(&path);
            return Err(LoadError::FileTooLarge { path, bytes });
        }
        if total > TOTAL_LIMIT {
            let folder = typed(named);
            return Err(LoadError::AllTooLarge {
                folder,
                bytes: total,
            });
        }
        let text = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
        let below = path.strip_prefix(named).unwrap_or(&path);
        let shown = if below.as_os_str().is_empty() {
            &path
        } else {
            below
        };
        files.push((typed(shown), text));
    }
    Ok(files)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    for entry in fs::read_dir(folder).map_err(|source| unreadable(folder, source))? {
        let path = entry.map_err(|source| unreadable(folder, source))?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let extension = path.extension().and_then(|extension| extension.to_str());
        if hidden {
            continue;
        } else if path.is_dir() {
            walk(&path, found)?;
        } else if matches!(extension, Some("json" | "csv")) {
            found.push(path);
        }
    }
    Ok(())
}

fn metadata(path: &Path) -> Result<fs::Metadata, LoadError> {
    path.metadata().map_err(|source| unreadable(path, source))
}

fn unreadable(path: &Path, source: std::io::Error) -> LoadError {
    LoadError::Unreadable {
        path: typed(path),
        source,
    }
}
