//! The config file on disk: where it is, and how it is replaced.
//!
//! It is replaced in one step by a file written beside it, with the same permissions;
//! a link stays a link. A new file can be read by its owner alone.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::failure::Failure;
use crate::loader::typed;

/// A config file of the AWS CLI, which need not exist.
#[derive(Debug)]
pub(super) struct ConfigFile(PathBuf);

/// Why the file could not be read or written; it is as it was.
#[derive(Debug, Error)]
pub(super) enum FileError {
    /// There is no home folder to look in.
    #[error("cannot tell where the AWS CLI keeps its config file")]
    NoHome,
    /// It could not be read.
    #[error("cannot read `{path}`")]
    Unreadable {
        path: String,
        #[source]
        source: io::Error,
    },
    /// It could not be written.
    #[error("cannot write `{path}`")]
    Unwritable {
        path: String,
        #[source]
        source: io::Error,
    },
    /// It is not text.
    #[error("`{path}` is not text in UTF-8")]
    NotText { path: String },
}

impl Failure for FileError {
    fn hint(&self) -> Option<String> {
        Some(
            match self {
                Self::NoHome => "name the file, or set `AWS_CONFIG_FILE`",
                Self::Unreadable { .. } => "name a file that you may read",
                Self::Unwritable { .. } => {
                    "name a file in a folder that you may write to; nothing was changed"
                }
                Self::NotText { .. } => "save the file as UTF-8 first; nothing was written",
            }
            .into(),
        )
    }
}

impl ConfigFile {
    /// The file named, or the one the AWS CLI uses.
    ///
    /// Source: "Where are configuration settings stored?" in "Configuration and credential
    /// file settings in the AWS CLI", AWS CLI User Guide.
    pub(super) fn find(named: Option<&Path>) -> Result<Self, FileError> {
        if let Some(path) = named {
            return Ok(Self(path.to_owned()));
        }
        let set = |path: &std::ffi::OsString| !path.is_empty();
        if let Some(path) = std::env::var_os("AWS_CONFIG_FILE").filter(set) {
            // The AWS CLI also takes `~` at the start, which no shell has resolved here.
            let path = PathBuf::from(path);
            return match path.strip_prefix("~") {
                Ok(rest) => Ok(Self(home()?.join(rest))),
                Err(_) => Ok(Self(path)),
            };
        }
        Ok(Self(home()?.join(".aws").join("config")))
    }

    /// Its text; empty when there is no file yet.
    pub(super) fn read(&self) -> Result<String, FileError> {
        let path = typed(&self.0);
        // A link to nowhere is not a file that is yet to come.
        let exists = self.0.symlink_metadata().is_ok();
        match fs::read(&self.0) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| FileError::NotText { path }),
            Err(error) if error.kind() == ErrorKind::NotFound && !exists => Ok(String::new()),
            Err(source) => Err(FileError::Unreadable { path, source }),
        }
    }

    /// Puts a text in its place.
    pub(super) fn write(&self, text: &str) -> Result<(), FileError> {
        self.replace(text).map_err(|source| FileError::Unwritable {
            path: typed(&self.0),
            source,
        })
    }

    fn replace(&self, text: &str) -> io::Result<()> {
        let existing = self.0.symlink_metadata().is_ok();
        let place = if existing {
            self.0.canonicalize()?
        } else {
            std::path::absolute(&self.0)?
        };
        let folder = place.parent().ok_or(ErrorKind::InvalidInput)?;
        create_private(folder)?;
        // A temporary file is its owner's alone, which is right for a new one.
        let mut beside = tempfile::Builder::new()
            .prefix(".bailiwick-")
            .tempfile_in(folder)?;
        beside.write_all(text.as_bytes())?;
        if existing {
            let permissions = place.metadata()?.permissions();
            beside.as_file().set_permissions(permissions)?;
        }
        beside.as_file().sync_all()?;
        beside.persist(&place)?;
        Ok(())
    }
}

impl fmt::Display for ConfigFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&typed(&self.0))
    }
}

fn home() -> Result<PathBuf, FileError> {
    std::env::home_dir()
        .filter(|home| !home.as_os_str().is_empty())
        .ok_or(FileError::NoHome)
}

/// Creates a folder that only its owner may enter, where it is missing.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}
