//! Policies as plain JSON files.

use std::path::{Path, PathBuf};

use bailiwick_estate::source::Source;

use super::walk::{Found, Quest, walk};
use super::{LoadError, read, shown, slashed, typed, typed_folder, weigh};

/// Reads the files named, and all `*.json` of the folders named and below them; paths
/// are as the user would type them. Of a folder only what has a `Statement` is a policy.
///
/// # Errors
/// When a folder or file cannot be read, is too large, or there is no policy.
pub fn load_policies(named: &[PathBuf]) -> Result<Vec<Source>, LoadError> {
    let mut policies: Vec<Source> = Vec::new();
    for path in named {
        for policy in of_path(path)? {
            if policies.iter().all(|known| known.path != policy.path) {
                policies.push(policy);
            }
        }
    }
    match policies.is_empty() {
        true => Err(LoadError::NoPolicy {
            folder: named.first().map_or_else(String::new, |path| typed(path)),
        }),
        false => Ok(policies),
    }
}

fn of_path(path: &Path) -> Result<Vec<Source>, LoadError> {
    let metadata = path.metadata().map_err(|source| LoadError::Unreadable {
        path: typed(path),
        source,
    })?;
    if !metadata.is_dir() {
        let one = Found {
            path: path.to_owned(),
            relative: slashed(path),
            bytes: metadata.len(),
            is_file: metadata.is_file(),
        };
        weigh("", std::slice::from_ref(&one))?;
        return Ok(vec![read("", &one)?]);
    }
    let found = walk(path, Quest::Policies)?;
    let folder = typed_folder(path);
    weigh(&folder, &found)?;
    let mut policies = Vec::new();
    for file in &found {
        let source = read(&folder, file)?;
        if source.text.contains("\"Statement\"") {
            let path = shown(&folder, &source.path);
            policies.push(Source { path, ..source });
        }
    }
    Ok(policies)
}
