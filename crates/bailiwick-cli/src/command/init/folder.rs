//! Writing new files into a folder that has none of their kind.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use thiserror::Error;

use crate::failure::Failure;
use crate::loader::{LoadError, find, typed};

/// Why the files were not written.
#[derive(Debug, Error)]
pub(super) enum FolderError {
    /// The folder could not be looked into.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The folder has YAML files.
    #[error("`{folder}` already has YAML files, such as `{path}`")]
    HasYaml { folder: String, path: String },
    /// A file or folder could not be written.
    #[error("cannot write `{path}`")]
    Unwritable {
        path: String,
        #[source]
        source: io::Error,
    },
}

impl Failure for FolderError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Load(error) => error.hint(),
            Self::HasYaml { .. } => Some(
                "name a new folder; `bailiwick check` says whether the files there are an estate"
                    .into(),
            ),
            Self::Unwritable { .. } => Some("name a folder that you may write to".into()),
        }
    }
}

/// Writes new files; what exists is never written over.
pub(super) fn write(folder: &Path, files: &[(&str, &str)]) -> Result<(), FolderError> {
    if folder.exists()
        && let Some(found) = find(folder)?.into_iter().next()
    {
        return Err(FolderError::HasYaml {
            folder: typed(folder),
            path: found,
        });
    }
    for (name, text) in files {
        let path = folder.join(name);
        write_new(&path, text).map_err(|source| FolderError::Unwritable {
            path: typed(&path),
            source,
        })?;
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
