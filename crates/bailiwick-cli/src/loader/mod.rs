//! The loader: a folder to the texts of its YAML files, and of what builds images beside
//! them; of policies; and of what the AWS CLI printed.
//!
//! Owns: which files belong to an estate, and how much they may weigh. Refuses: to
//! know what is in them. Start reading at [`load`].

mod error;
mod observed;
mod policies;
mod walk;

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};
use std::string::FromUtf8Error;

use bailiwick_estate::attached::{is_yaml, split};
use bailiwick_estate::source::Source;

pub use error::LoadError;
pub use observed::load_observed;
pub use policies::{PolicyFile, load_policies, load_policy_files};
use walk::{Found, Quest, walk};

/// How many bytes one file may have.
pub const FILE_LIMIT: u64 = 16 << 20;
/// How many bytes all files may have together.
pub const TOTAL_LIMIT: u64 = 256 << 20;

/// The files of an estate, and where they were.
#[derive(Debug)]
pub struct Loaded {
    /// The folder as the user would type it before a file's path; empty for `.`.
    pub folder: String,
    /// The files, their paths relative to the folder.
    pub files: Vec<Source>,
    /// Compose files, Dockerfiles and what builds leave out: no part of the estate's own text.
    pub attachments: Vec<Source>,
}

/// Reads all `*.yaml` and `*.yml` of a folder and the folders below it, with Dockerfiles and
/// `.dockerignore`, or one file.
///
/// Other names that start with a dot are passed over. Links are followed; what was reached
/// before is not read again, so that a loop ends.
///
/// # Errors
/// When the folder or a file cannot be read, is too large, or has nothing to read.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let (folder, found) = search(path, Quest::Estate)?;
    let is_folder = path.is_dir();
    if is_folder && !found.iter().any(|file| is_yaml(&file.relative)) {
        return Err(LoadError::NoYaml {
            folder: typed(path),
        });
    }
    weigh(&folder, &found)?;
    let files = found
        .iter()
        .map(|file| read(&folder, file))
        .collect::<Result<Vec<_>, _>>()?;
    // A file that stands by itself stays what it was named as.
    let (files, attachments) = match is_folder && files.len() > 1 {
        true => split(files),
        false => (files, Vec::new()),
    };
    Ok(Loaded {
        folder,
        files,
        attachments,
    })
}

/// The YAML files of a folder and the folders below it, as the user would type them.
///
/// # Errors
/// When a folder cannot be read.
pub fn find(folder: &Path) -> Result<Vec<String>, LoadError> {
    let found = walk(folder, Quest::Estate)?;
    let typed = typed_folder(folder);
    let yaml = found.iter().filter(|file| is_yaml(&file.relative));
    let paths = yaml.map(|file| shown(&typed, &file.relative));
    Ok(paths.collect())
}

/// A file's path as the user would type it, given the folder they typed.
#[must_use]
pub fn shown(folder: &str, relative: &str) -> String {
    match (folder, relative) {
        ("", "") => ".".into(),
        ("", path) | (path, "") => path.into(),
        (folder, path) if folder.ends_with('/') => format!("{folder}{path}"),
        (folder, path) => format!("{folder}/{path}"),
    }
}

/// What is looked for in a folder and those below it, or one file whatever its name is; and
/// the folder as the user would type it before their paths.
fn search(path: &Path, quest: Quest) -> Result<(String, Vec<Found>), LoadError> {
    let metadata = path.metadata().map_err(|source| LoadError::Unreadable {
        path: typed(path),
        source,
    })?;
    if metadata.is_dir() {
        return Ok((typed_folder(path), walk(path, quest)?));
    }
    let one = Found {
        path: path.to_owned(),
        relative: slashed(path.file_name().map(Path::new).unwrap_or(path)),
        bytes: metadata.len(),
        is_file: metadata.is_file(),
    };
    let folder = typed_folder(path.parent().unwrap_or(Path::new("")));
    Ok((folder, vec![one]))
}

/// Refuses what is too large before any of it is read.
fn weigh(folder: &str, found: &[Found]) -> Result<(), LoadError> {
    let mut total = 0;
    for file in found {
        let path = || shown(folder, &file.relative);
        if !file.is_file {
            return Err(LoadError::NotAFile { path: path() });
        }
        if file.bytes > FILE_LIMIT {
            return Err(LoadError::FileTooLarge {
                path: path(),
                bytes: file.bytes,
            });
        }
        total += file.bytes;
    }
    if total > TOTAL_LIMIT {
        return Err(LoadError::AllTooLarge {
            folder: shown(folder, ""),
            bytes: total,
        });
    }
    Ok(())
}

fn read(folder: &str, file: &Found) -> Result<Source, LoadError> {
    let text =
        String::from_utf8(bytes(folder, file)?).map_err(|error| not_text(folder, file, &error))?;
    Ok(Source {
        path: file.relative.clone(),
        text,
    })
}

fn bytes(folder: &str, file: &Found) -> Result<Vec<u8>, LoadError> {
    let path = || shown(folder, &file.relative);
    let mut bytes = Vec::new();
    File::open(&file.path)
        .and_then(|open| open.take(FILE_LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|source| LoadError::Unreadable {
            path: path(),
            source,
        })?;
    // The file may have grown since it was weighed.
    if bytes.len() as u64 > FILE_LIMIT {
        let bytes = bytes.len() as u64;
        return Err(LoadError::FileTooLarge {
            path: path(),
            bytes,
        });
    }
    Ok(bytes)
}

fn not_text(folder: &str, file: &Found, error: &FromUtf8Error) -> LoadError {
    let offset = error.utf8_error().valid_up_to();
    let before = &error.as_bytes()[..offset];
    LoadError::NotText {
        path: shown(folder, &file.relative),
        offset,
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        source: error.utf8_error(),
    }
}

/// A path as the user would type it.
#[must_use]
pub fn typed(path: &Path) -> String {
    shown(&typed_folder(path), "")
}

/// A folder as the user would type it before a file's path; empty for `.`.
#[must_use]
pub fn typed_folder(path: &Path) -> String {
    let parts = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect::<std::path::PathBuf>();
    slashed(&parts)
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}
