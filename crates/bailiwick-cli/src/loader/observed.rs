//! What AWS holds, as the AWS CLI printed it.

use std::path::Path;

use bailiwick_estate::source::Source;

use super::walk::Quest;
use super::{LoadError, read, search, shown, typed, weigh};

/// Reads a file, or every `*.json` and `*.csv` of a folder and the folders below it. The
/// paths of what is in a folder are relative to it, since they say which account and region
/// a file is of.
///
/// # Errors
/// When a folder or file cannot be read, is too large, or there is none.
pub fn load_observed(named: &Path) -> Result<Vec<Source>, LoadError> {
    let (folder, found) = search(named, Quest::Observed)?;
    if found.is_empty() {
        return Err(LoadError::NothingObserved {
            folder: typed(named),
        });
    }
    weigh(&folder, &found)?;
    let mut files = Vec::new();
    for file in &found {
        let mut source = read(&folder, file)?;
        if !named.is_dir() {
            source.path = shown(&folder, &source.path);
        }
        files.push(source);
    }
    Ok(files)
}
