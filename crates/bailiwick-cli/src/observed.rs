//! Reading a folder of what AWS holds.

use std::fs;
use std::path::{Path, PathBuf};

use bailiwick_controls::Observed;
use bailiwick_controls::observed::Unreadable;
use thiserror::Error;

use crate::failure::Failure;
use crate::loader::typed;

/// Why a folder of what AWS holds cannot be judged.
#[derive(Debug, Error)]
pub(crate) enum ObservedError {
    /// A file or folder could not be read.
    #[error("cannot read `{path}`")]
    Read {
        path: String,
        #[source]
        source: std::io::Error,
    },
    /// There is nothing to look at.
    #[error("`{folder}` has no JSON or CSV file")]
    Empty { folder: String },
    /// A file is not what the AWS CLI prints.
    #[error("cannot understand `{path}`: {because}{}", others(*.more))]
    Unreadable {
        path: String,
        because: String,
        more: usize,
    },
}

impl Failure for ObservedError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Read { .. } | Self::Empty { .. } => {
                "give a folder with `ACCOUNT_ID/REGION/*.json`, each file as an `aws … --output json` printed it".into()
            }
            Self::Unreadable { .. } => {
                "every file must be what `aws … --output json` printed, or a credential report; nothing is left out, since what is missing would look as if it were not there".into()
            }
        })
    }
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!(", and {more} more"),
    }
}

/// Reads every `*.json` and `*.csv` of a folder and of those below it.
pub(crate) fn read(folder: &Path) -> Result<Observed, ObservedError> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    if files.is_empty() {
        let folder = typed(folder);
        return Err(ObservedError::Empty { folder });
    }
    Observed::read(files).map_err(|unreadable| {
        let more = unreadable.len().saturating_sub(1);
        // INVARIANT: an error names at least one file.
        let first = unreadable.into_iter().next().unwrap_or(Unreadable {
            path: typed(folder),
            because: "it is not what the AWS CLI prints".into(),
        });
        ObservedError::Unreadable {
            path: first.path,
            because: first.because,
            more,
        }
    })
}

fn collect(
    root: &Path,
    folder: &Path,
    files: &mut Vec<(String, String)>,
) -> Result<(), ObservedError> {
    let failed = |path: &Path, source| ObservedError::Read {
        path: typed(path),
        source,
    };
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, error))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| failed(folder, error))?.path());
    }
    paths.sort();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if matches!(extension, Some("json" | "csv")) {
            let text = fs::read_to_string(&path).map_err(|error| failed(&path, error))?;
            let below = path.strip_prefix(root).unwrap_or(&path);
            files.push((below.to_string_lossy().into_owned(), text));
        }
    }
    Ok(())
}
