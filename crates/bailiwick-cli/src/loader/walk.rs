//! Finding the files of an estate, policies, or what AWS holds, below a folder.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use bailiwick_estate::attached::{is_of_a_build, is_yaml};

use super::{LoadError, slashed, typed};
use crate::command::build::MANIFEST;

/// How many files and folders are looked at before the folder is taken for something else.
pub(super) const ENTRY_LIMIT: usize = 100_000;

/// A file that was found, not yet read.
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Relative to the folder, with `/`.
    pub(super) relative: String,
    pub(super) bytes: u64,
    pub(super) is_file: bool,
}

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) enum Quest {
    /// YAML files, and what builds images beside them.
    Estate,
    /// JSON files.
    Policies,
    /// What the AWS CLI printed: JSON files, and credential reports.
    Observed,
}

impl Quest {
    /// Whether a file is of the kind that is looked for, by its name.
    fn is_ours(self, name: &str) -> bool {
        match self {
            Self::Estate => is_yaml(name),
            Self::Policies => name.ends_with(".json"),
            Self::Observed => name.ends_with(".json") || name.ends_with(".csv"),
        }
    }

    /// Whether a file belongs to those.
    fn is_beside(self, name: &str) -> bool {
        matches!(self, Self::Estate) && is_of_a_build(name)
    }

    /// Whether a folder below is none of ours. A build wrote it: what an estate compiles to
    /// is not part of the estate.
    fn passes_over(self, entries: &[DirEntry]) -> bool {
        !matches!(self, Self::Observed) && entries.iter().any(|entry| entry.file_name() == MANIFEST)
    }

    fn wants(self, name: &str) -> bool {
        self.is_ours(name) || self.is_beside(name)
    }
}

/// All that is looked for below a folder, by path.
pub(super) fn walk(folder: &Path, quest: Quest) -> Result<Vec<Found>, LoadError> {
    let mut walk = Walk {
        quest,
        root: folder,
        open: vec![folder.to_owned()],
        links: Vec::new(),
        seen: HashSet::new(),
        found: Vec::new(),
        entries: 0,
    };
    // What lies in the folder itself comes before what links lead to, so that a file
    // is known by its own path.
    loop {
        if let Some(folder) = walk.open.pop() {
            walk.folder(&folder)?;
        } else if let Some(link) = walk.links.pop() {
            walk.link(link)?;
        } else {
            break;
        }
    }
    walk.found
        .sort_by(|left, right| left.relative.cmp(&right.relative));
    Ok(walk.found)
}

struct Walk<'a> {
    quest: Quest,
    root: &'a Path,
    open: Vec<PathBuf>,
    links: Vec<PathBuf>,
    /// What was reached, by its true path.
    seen: HashSet<PathBuf>,
    found: Vec<Found>,
    entries: usize,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path) -> Result<(), LoadError> {
        if !self.first_time(folder)? {
            return Ok(());
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries: Vec<DirEntry> = entries.map_err(|error| unreadable(folder, error))?;
        if folder != self.root && self.quest.passes_over(&entries) {
            return Ok(());
        }
        self.entries += entries.len();
        if self.entries > ENTRY_LIMIT {
            let folder = typed(self.root);
            return Err(LoadError::TooMany { folder });
        }
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let kind = entry
                .file_type()
                .map_err(|error| unreadable(&path, error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') && !self.quest.is_beside(&name) {
                continue;
            }
            if kind.is_symlink() {
                self.links.push(path);
            } else if kind.is_dir() && !self.quest.is_ours(&name) {
                self.open.push(path);
            } else if self.quest.wants(&name) {
                self.file(path)?;
            }
        }
        Ok(())
    }

    fn link(&mut self, path: PathBuf) -> Result<(), LoadError> {
        let name = path.to_string_lossy().into_owned();
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() && !self.quest.is_ours(&name) => self.open.push(path),
            Ok(_) if self.quest.wants(&name) => self.file(path)?,
            Err(error) if self.quest.is_ours(&name) => return Err(unreadable(&path, error)),
            // A link that leads nowhere is none of our business unless it is named like ours.
            Ok(_) | Err(_) => {}
        }
        Ok(())
    }

    fn file(&mut self, path: PathBuf) -> Result<(), LoadError> {
        if !self.first_time(&path)? {
            return Ok(());
        }
        let metadata = path.metadata().map_err(|error| unreadable(&path, error))?;
        let relative = slashed(path.strip_prefix(self.root).unwrap_or(&path));
        self.found.push(Found {
            relative,
            bytes: metadata.len(),
            is_file: metadata.is_file(),
            path,
        });
        Ok(())
    }

    fn first_time(&mut self, path: &Path) -> Result<bool, LoadError> {
        let real = path
            .canonicalize()
            .map_err(|error| unreadable(path, error))?;
        Ok(self.seen.insert(real))
    }
}

fn unreadable(path: &Path, source: io::Error) -> LoadError {
    LoadError::Unreadable {
        path: typed(path),
        source,
    }
}
