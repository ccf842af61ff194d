//! What AWS holds, as the AWS CLI described it: JSON files in a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bailiwick_net::describe;
use bailiwick_net::model::Network;
use thiserror::Error;

use crate::failure::Failure;
use crate::loader::typed;

/// How deep folders may lie within each other: links that lead round end here.
const DEEPEST: usize = 16;

/// Why nothing was read.
#[derive(Debug, Error)]
pub(super) enum ObservedError {
    /// A folder or file cannot be read.
    #[error("cannot read `{path}`")]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// There is nothing to read.
    #[error("no file in `{path}` ends in `.json`")]
    NoJson {
        /// The folder.
        path: String,
    },
}

impl Failure for ObservedError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreadable { .. } => "see whether the path is right, and whether you may read it".into(),
            Self::NoJson { .. } => {
                "save what the AWS CLI prints, such as `aws ec2 describe-vpcs --output json > DIR/ACCOUNT/REGION/vpcs.json`".into()
            }
        })
    }
}

/// Reads every `*.json` of a folder and the folders below it.
pub(super) fn read(folder: &Path) -> Result<Network, ObservedError> {
    let mut paths = Vec::new();
    find(folder, &mut paths, 0)?;
    if paths.is_empty() {
        return Err(ObservedError::NoJson {
            path: typed(folder),
        });
    }
    let files = paths.iter().map(|path| {
        let contents = fs::read_to_string(path).map_err(|source| unreadable(path, source))?;
        let name = path.strip_prefix(folder).unwrap_or(path);
        Ok((name.to_string_lossy().replace('\\', "/"), contents))
    });
    let files = files.collect::<Result<Vec<_>, ObservedError>>()?;
    Ok(describe::read(files.iter().map(|(path, contents)| {
        (path.as_str(), contents.as_str())
    })))
}

fn find(folder: &Path, paths: &mut Vec<PathBuf>, depth: usize) -> Result<(), ObservedError> {
    let entries = fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
    for entry in entries {
        let path = entry.map_err(|source| unreadable(folder, source))?.path();
        if path.is_dir() {
            if depth < DEEPEST {
                find(&path, paths, depth + 1)?;
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            paths.push(path);
        }
    }
    Ok(())
}

fn unreadable(path: &Path, source: io::Error) -> ObservedError {
    ObservedError::Unreadable {
        path: typed(path),
        source,
    }
}
