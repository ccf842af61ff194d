//! The estate of a git revision, as a folder.
//!
//! Owns: asking the system's `git`, and the temporary folder that it writes. Refuses: to
//! touch the work tree, the index, or any reference.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use thiserror::Error;

use crate::failure::Failure;
use crate::loader::typed;

/// A folder as it was in a revision, which is gone when this value is.
pub(super) struct Checkout {
    /// Where the files are.
    pub(super) folder: PathBuf,
    _temporary: TempDir,
}

/// Why there is no such folder.
#[derive(Debug, Error)]
pub(super) enum RevisionError {
    /// There is no program of that name.
    #[error(
        "`{named}` is no folder, and `git`, which would know whether it is a revision, cannot be run"
    )]
    NoGit {
        named: String,
        #[source]
        source: io::Error,
    },
    /// The folder is in no repository.
    #[error("`{named}` is no folder, and `{folder}` is in no git repository")]
    NoRepository { named: String, folder: String },
    /// The repository does not know the revision.
    #[error("`{named}` is no folder, and no revision of the git repository of `{folder}`")]
    Unknown { named: String, folder: String },
    /// The revision does not have the folder.
    #[error("the revision `{named}` has no folder `{folder}`")]
    NoFolder { named: String, folder: String },
    /// There is no folder to ask about.
    #[error("`{named}` is no folder, and neither is `{folder}`, in which it could be a revision")]
    Nowhere { named: String, folder: String },
    /// Something else.
    #[error("`git {what}` failed: {said}")]
    Git { what: &'static str, said: String },
    /// There is no place for the files.
    #[error("cannot write the files of `{named}`")]
    NoPlace {
        named: String,
        #[source]
        source: io::Error,
    },
}

impl Failure for RevisionError {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoGit { .. } => "name two folders, or install git",
            Self::NoRepository { .. } => "name a folder, or run this inside of the repository",
            Self::Unknown { .. } => {
                "`git log --oneline` lists revisions; one that only the server has is fetched first"
            }
            Self::Nowhere { .. } => "see whether the paths are right",
            Self::NoFolder { .. } => "name the folder of the estate as DIR, as it was called then",
            Self::Git { .. } => "see whether git works here",
            Self::NoPlace { .. } => "see whether the disk is full",
        };
        Some(hint.into())
    }
}

/// The folder `folder` of the work tree as it was in the revision `named`.
pub(super) fn check_out(named: &str, folder: &Path) -> Result<Checkout, RevisionError> {
    if !folder.is_dir() {
        return Err(RevisionError::Nowhere {
            named: named.to_owned(),
            folder: typed(folder),
        });
    }
    let git = Git { named, folder };
    let prefix = git.prefix()?;
    let commit = git.commit()?;
    let place = |source| RevisionError::NoPlace {
        named: named.to_owned(),
        source,
    };
    let temporary = TempDir::new().map_err(place)?;
    // What belongs to the estate lies in the folder or below it; the index is another one, so
    // that nobody's work is touched.
    let tree = match prefix.as_str() {
        "" => commit,
        prefix => git.tree(&commit, prefix)?,
    };
    let index = temporary.path().join("index");
    let files = temporary.path().join("files");
    std::fs::create_dir(&files).map_err(place)?;
    git.run("read-tree", &index, &files, &[&tree])?;
    git.run("checkout-index", &index, &files, &["--all", "--force"])?;
    Ok(Checkout {
        folder: files,
        _temporary: temporary,
    })
}

struct Git<'a> {
    named: &'a str,
    folder: &'a Path,
}

impl Git<'_> {
    /// The folder within its repository; empty for the root.
    fn prefix(&self) -> Result<String, RevisionError> {
        let output = self.ask(&["rev-parse", "--show-prefix"])?;
        match output.status.success() {
            true => Ok(text(&output.stdout).trim_end_matches('/').to_owned()),
            false => Err(RevisionError::NoRepository {
                named: self.named.to_owned(),
                folder: typed(self.folder),
            }),
        }
    }

    fn commit(&self) -> Result<String, RevisionError> {
        let wanted = format!("{}^{{commit}}", self.named);
        let output = self.ask(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ])?;
        match output.status.success() {
            true => Ok(text(&output.stdout)),
            false => Err(RevisionError::Unknown {
                named: self.named.to_owned(),
                folder: typed(self.folder),
            }),
        }
    }

    fn tree(&self, commit: &str, prefix: &str) -> Result<String, RevisionError> {
        let wanted = format!("{commit}:{prefix}");
        let output = self.ask(&["rev-parse", "--verify", "--quiet", &wanted])?;
        match output.status.success() {
            true => Ok(text(&output.stdout)),
            false => Err(RevisionError::NoFolder {
                named: self.named.to_owned(),
                folder: prefix.to_owned(),
            }),
        }
    }

    /// Runs what writes files, with an index and a work tree of its own.
    fn run(
        &self,
        what: &'static str,
        index: &Path,
        files: &Path,
        arguments: &[&str],
    ) -> Result<(), RevisionError> {
        let directory = self.ask(&["rev-parse", "--absolute-git-dir"])?;
        let output = self
            .command()
            .env("GIT_DIR", text(&directory.stdout))
            .env("GIT_WORK_TREE", files)
            .env("GIT_INDEX_FILE", index)
            .current_dir(files)
            .arg(what)
            .args(arguments)
            .output();
        let output = output.map_err(|source| self.no_git(source))?;
        match output.status.success() {
            true => Ok(()),
            false => Err(RevisionError::Git {
                what,
                said: text(&output.stderr),
            }),
        }
    }

    fn ask(&self, arguments: &[&str]) -> Result<Output, RevisionError> {
        let mut command = self.command();
        command.current_dir(self.folder).args(arguments);
        command.output().map_err(|source| self.no_git(source))
    }

    /// No hook of the repository is run on the way.
    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.args([
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.fsmonitor=false",
        ]);
        command
    }

    fn no_git(&self, source: io::Error) -> RevisionError {
        RevisionError::NoGit {
            named: self.named.to_owned(),
            source,
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}
