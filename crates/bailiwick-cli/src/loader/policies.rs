//! Policies as plain JSON files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bailiwick_estate::source::Source;

use super::walk::Quest;
use super::{LoadError, bytes, not_text, search, shown, typed, weigh};

/// A file that is a policy, or should be one.
#[derive(Debug)]
pub struct PolicyFile {
    /// Its path as the user would type it, and its text. Of a file that is not text, what
    /// can be shown of it.
    pub source: Source,
    /// Why it is not text, where it is not.
    pub not_text: Option<LoadError>,
}

/// Reads the files named, and all `*.json` of the folders named and below them; paths
/// are as the user would type them. Of a folder only what has a `Statement` is a policy.
///
/// # Errors
/// When a folder or file cannot be read, is not text or too large, or there is no policy.
pub fn load_policies(named: &[PathBuf]) -> Result<Vec<Source>, LoadError> {
    let files = load_policy_files(named)?.into_iter();
    files
        .map(|file| file.not_text.map_or(Ok(file.source), Err))
        .collect()
}

/// The same, where a file that is not text is told of and stops nothing.
///
/// # Errors
/// When a folder or file cannot be read, is too large, or there is no policy.
pub fn load_policy_files(named: &[PathBuf]) -> Result<Vec<PolicyFile>, LoadError> {
    let mut policies: Vec<PolicyFile> = Vec::new();
    let mut known = BTreeSet::new();
    for path in named {
        let of_path = of_path(path)?.into_iter();
        policies.extend(of_path.filter(|policy| known.insert(policy.source.path.clone())));
    }
    match policies.is_empty() {
        true => Err(LoadError::NoPolicy {
            folder: named.first().map_or_else(String::new, |path| typed(path)),
        }),
        false => Ok(policies),
    }
}

fn of_path(path: &Path) -> Result<Vec<PolicyFile>, LoadError> {
    let (folder, found) = search(path, Quest::Policies)?;
    weigh(&folder, &found)?;
    let mut policies = Vec::new();
    for file in &found {
        let (text, not_text) = match String::from_utf8(bytes(&folder, file)?) {
            Ok(text) => (text, None),
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (text, Some(not_text(&folder, file, &error)))
            }
        };
        // Whether what is not text is a policy cannot be seen.
        if !path.is_dir() || not_text.is_some() || text.contains("\"Statement\"") {
            let path = shown(&folder, &file.relative);
            let source = Source { path, text };
            policies.push(PolicyFile { source, not_text });
        }
    }
    Ok(policies)
}
