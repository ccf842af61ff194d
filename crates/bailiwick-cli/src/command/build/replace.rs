//! Replacing a folder as a whole.
//!
//! The new folder is written beside the old one and takes its place in one step, so
//! that whoever looks, and whatever is killed when, sees the old one or the new one.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use thiserror::Error;

use super::manifest;
use crate::failure::Failure;
use crate::loader::{shown, typed};

/// How the names of folders begin that are written beside the one to be replaced.
const BESIDE: &str = ".bailiwick-build-";
/// No build takes as long as this.
const LONG_AGO: Duration = Duration::from_secs(60 * 60);

/// Why the folder was not replaced; it is as it was.
#[derive(Debug, Error)]
pub(super) enum ReplaceError {
    /// The folder holds what no build wrote.
    #[error("`{folder}` holds `{path}`, which no build of Bailiwick wrote")]
    Foreign { folder: String, path: String },
    /// Nothing tells what an earlier build wrote.
    #[error("`{path}` no longer says what an earlier build wrote here")]
    Manifest { path: String },
    /// Something else has the name.
    #[error("`{path}` is not a folder")]
    NotAFolder { path: String },
    /// The folder has no name of its own to be replaced under.
    #[error("`{path}` cannot be replaced as a whole")]
    NoPlace { path: String },
    /// The old folder could not be looked into.
    #[error("cannot read `{path}`")]
    Unreadable {
        path: String,
        #[source]
        source: io::Error,
    },
    /// The new folder could not be written or put in place.
    #[error("cannot write `{path}`")]
    Unwritable {
        path: String,
        #[source]
        source: io::Error,
    },
}

impl Failure for ReplaceError {
    fn hint(&self) -> Option<String> {
        Some(
            match self {
                Self::Foreign { .. } => {
                    "name another folder, or move away what lies in this one; a build replaces its folder as a whole"
                }
                Self::NotAFolder { .. } | Self::NoPlace { .. } => "name a new folder",
                Self::Manifest { .. } => {
                    "bring that file back as it was, or name another folder"
                }
                Self::Unreadable { source, .. } => match source.kind() {
                    io::ErrorKind::NotFound => "it is a link that leads nowhere: mend it, or name a folder",
                    _ => "name a folder that you may read",
                },
                Self::Unwritable { .. } => {
                    "name a folder that you may write to, on a disk that is not full; nothing was changed"
                }
            }
            .into(),
        )
    }
}

/// Writes files, their paths relative with `/`, as the only content of a folder.
pub(super) fn replace(output: &Path, files: &[(String, String)]) -> Result<(), ReplaceError> {
    let unwritable = |path: &Path| {
        let path = typed(path);
        |source| ReplaceError::Unwritable { path, source }
    };
    // INVARIANT: a blueprint makes safe file names of the user's words.
    let inside = |name: &str| {
        let mut parts = Path::new(name).components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    assert!(files.iter().all(|(name, _)| inside(name)));
    let exists = output.symlink_metadata().is_ok();
    let place = place(output, exists)?;
    if exists {
        refuse_foreign(output)?;
    }
    let parent = place.parent().ok_or_else(|| ReplaceError::NoPlace {
        path: typed(output),
    })?;
    fs::create_dir_all(parent).map_err(unwritable(parent))?;
    // Whatever lies in it when this function ends is deleted: a half-written new
    // folder, or the old one.
    sweep(parent);
    let beside = TempDir::with_prefix_in(BESIDE, parent).map_err(unwritable(output))?;
    let new = beside.path().join("new");
    fs::create_dir(&new).map_err(unwritable(output))?;
    for (name, text) in files {
        let path = new.join(name);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text));
        written.map_err(unwritable(&output.join(name)))?;
    }
    if exists {
        exchange(&new, &place).map_err(unwritable(output))
    } else {
        fs::rename(&new, &place).map_err(unwritable(output))
    }
}

/// Deletes what builds left beside the folder that were killed long ago.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let named = entry.file_name().to_string_lossy().starts_with(BESIDE);
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|modified| modified.elapsed().ok());
        if named && age.is_some_and(|age| age > LONG_AGO) {
            // The next build tries again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Where the folder really lies, links resolved.
fn place(output: &Path, exists: bool) -> Result<PathBuf, ReplaceError> {
    let place = if exists {
        output.canonicalize()
    } else {
        std::path::absolute(output)
    };
    place.map_err(|source| ReplaceError::Unreadable {
        path: typed(output),
        source,
    })
}

/// Refuses a folder with anything in it that no build wrote.
fn refuse_foreign(output: &Path) -> Result<(), ReplaceError> {
    if !output.is_dir() {
        let path = typed(output);
        return Err(ReplaceError::NotAFolder { path });
    }
    let ours = manifest::read(output).ok_or_else(|| ReplaceError::Manifest {
        path: typed(&output.join(manifest::MANIFEST)),
    })?;
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        let path = output.join(&folder);
        let unreadable = |source| ReplaceError::Unreadable {
            path: typed(&path),
            source,
        };
        for entry in fs::read_dir(&path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = shown(&folder, &entry.file_name().to_string_lossy());
            let folder_of_ours = || {
                ours.iter()
                    .any(|path| path.starts_with(&format!("{name}/")))
            };
            if entry.path().is_dir() && folder_of_ours() {
                open.push(name);
            } else if !ours.contains(&name) {
                return Err(ReplaceError::Foreign {
                    folder: typed(output),
                    path: name,
                });
            }
        }
    }
    Ok(())
}

/// Lets two folders change places, in one step where the system can.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            // The file system cannot; then two steps must do.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            other => return other.map_err(io::Error::from),
        }
    }
    let aside = new.with_file_name("old");
    fs::rename(old, &aside)?;
    fs::rename(new, old).inspect_err(|_| {
        // Nothing better is left than to report the first failure.
        let _ = fs::rename(&aside, old);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::build::manifest::MANIFEST;

    fn files(paths: &[(&str, &str)]) -> Vec<(String, String)> {
        let digests: serde_json::Map<String, serde_json::Value> = paths
            .iter()
            .map(|(path, _)| (path.to_string(), "digest".into()))
            .collect();
        let manifest = serde_json::json!({ "files": digests }).to_string();
        paths
            .iter()
            .map(|(path, text)| (path.to_string(), text.to_string()))
            .chain([(MANIFEST.to_owned(), manifest)])
            .collect()
    }

    #[test]
    fn a_build_that_fails_in_the_middle_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out");
        replace(&output, &files(&[("a/b.json", "old")])).unwrap();
        // A file cannot be a folder as well: the second write fails after the first.
        let broken = files(&[("a", "new"), ("a/b.json", "new")]);
        let error = replace(&output, &broken).unwrap_err();
        assert!(matches!(error, ReplaceError::Unwritable { .. }));
        assert_eq!(fs::read_to_string(output.join("a/b.json")).unwrap(), "old");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn whoever_looks_sees_the_old_one_or_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out");
        let build = |text: &str| files(&[("a.json", text), ("b.json", text)]);
        replace(&output, &build("0")).unwrap();
        let done = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    assert!(output.join(MANIFEST).exists());
                    assert!(output.join("b.json").exists());
                }
            });
            for round in 1..100 {
                replace(&output, &build(&round.to_string())).unwrap();
            }
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        assert_eq!(fs::read_to_string(output.join("b.json")).unwrap(), "99");
    }

    #[test]
    fn what_no_build_wrote_is_never_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out");
        replace(&output, &files(&[("a/b.json", "old")])).unwrap();
        fs::write(output.join("a/notes.txt"), "mine").unwrap();
        let error = replace(&output, &files(&[])).unwrap_err();
        assert!(matches!(error, ReplaceError::Foreign { path, .. } if path == "a/notes.txt"));
        assert_eq!(
            fs::read_to_string(output.join("a/notes.txt")).unwrap(),
            "mine"
        );
    }
}
