//! Why files could not be loaded.

use std::io;
use std::str::Utf8Error;

use thiserror::Error;

use super::walk::ENTRY_LIMIT;
use super::{FILE_LIMIT, TOTAL_LIMIT};
use crate::failure::Failure;

/// Why files could not be loaded; paths are as the user would type them.
#[derive(Debug, Error)]
pub enum LoadError {
    /// A folder or file that the system does not let us read.
    #[error("cannot read `{path}`")]
    Unreadable {
        /// The folder or file.
        path: String,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A device, a pipe or a folder with the name of a YAML file.
    #[error("`{path}` is not a file")]
    NotAFile {
        /// The path.
        path: String,
    },
    /// A file over [`FILE_LIMIT`].
    #[error("`{path}` is too large: {bytes} bytes, where {FILE_LIMIT} are the most for one file")]
    FileTooLarge {
        /// The file.
        path: String,
        /// Its size.
        bytes: u64,
    },
    /// All files together over [`TOTAL_LIMIT`].
    #[error(
        "the files in `{folder}` are too large: {bytes} bytes, where {TOTAL_LIMIT} are the most for all"
    )]
    AllTooLarge {
        /// The folder.
        folder: String,
        /// Their size.
        bytes: u64,
    },
    /// More files and folders than an estate has.
    #[error("`{folder}` holds more than {ENTRY_LIMIT} files and folders")]
    TooMany {
        /// The folder.
        folder: String,
    },
    /// A file that is not UTF-8.
    #[error("`{path}` is not UTF-8 text: byte {offset}, in line {line}, starts no character")]
    NotText {
        /// The file.
        path: String,
        /// The first wrong byte, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// What the decoder says.
        #[source]
        source: Utf8Error,
    },
    /// Nothing that AWS holds.
    #[error("`{folder}` has no JSON or CSV file")]
    NothingObserved {
        /// The folder.
        folder: String,
    },
    /// Nothing to judge.
    #[error("`{folder}` has no policy")]
    NoPolicy {
        /// The folder.
        folder: String,
    },
    /// Nothing to read.
    #[error("`{folder}` has no YAML file")]
    NoYaml {
        /// The folder.
        folder: String,
    },
}

impl Failure for LoadError {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Unreadable { source, .. } => match source.kind() {
                io::ErrorKind::NotFound => "see whether the path is right; a link may lead nowhere",
                io::ErrorKind::PermissionDenied => "ask for the right to read it",
                _ => "see whether the path is right",
            },
            Self::NotAFile { .. } => "rename it, or move it out of the estate's folder",
            Self::FileTooLarge { .. } | Self::AllTooLarge { .. } => {
                "see whether this is the folder you mean; if it is, split the file"
            }
            Self::TooMany { .. } => "name the folder of the estate itself",
            Self::NotText { .. } => "save the file as UTF-8",
            Self::NothingObserved { .. } => {
                "save what the AWS CLI prints, such as `aws ec2 describe-vpcs --output json > DIR/ACCOUNT_ID/REGION/vpcs.json`"
            }
            Self::NoPolicy { .. } => {
                "name a file, or a folder with policies in files that end in `.json`"
            }
            Self::NoYaml { .. } => {
                "name the folder of the estate, or let `bailiwick init DIR` write a small one to start from"
            }
        };
        Some(hint.into())
    }
}
