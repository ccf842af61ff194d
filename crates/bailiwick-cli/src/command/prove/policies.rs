//! The policies that a claim is about, from files.

use std::path::PathBuf;

use bailiwick_estate::source::Source;
use bailiwick_iam::policy::{Policy, ReadError};
use thiserror::Error;

use crate::failure::Failure;
use crate::loader::load_policies;

/// Policies that have a say together, and the files they were read from.
pub(in super::super) struct Policies {
    policies: Vec<Policy>,
    files: Vec<Source>,
}

/// A file that is not a policy.
#[derive(Debug, Error)]
#[error("`{path}` is no policy")]
struct PolicyError {
    path: String,
    #[source]
    source: ReadError,
}

impl Failure for PolicyError {
    fn hint(&self) -> Option<String> {
        Some(format!(
            "`bailiwick lint {}` shows what is wrong, in its place",
            self.path
        ))
    }
}

/// Reads the policies of the files and folders named.
pub(in super::super) fn read(named: &[PathBuf]) -> Result<Policies, Box<dyn Failure>> {
    let mut read = Policies {
        policies: Vec::new(),
        files: Vec::new(),
    };
    for file in load_policies(named)? {
        let policy = Policy::from_text(&file.text).map_err(|source| PolicyError {
            path: file.path.clone(),
            source,
        })?;
        read.policies.push(policy);
        read.files.push(file);
    }
    Ok(read)
}

impl Policies {
    /// All of them.
    pub(in super::super) fn all(&self) -> Vec<&Policy> {
        self.policies.iter().collect()
    }

    /// Each with the file it was read from.
    pub(in super::super) fn with_files(&self) -> impl Iterator<Item = (&Policy, &Source)> {
        self.policies.iter().zip(&self.files)
    }

    /// How people call them: their paths, or how many there are.
    pub(in super::super) fn names(&self) -> String {
        match &*self.files {
            [file] => format!("`{}`", file.path),
            [one, other] => format!("`{}` and `{}`", one.path, other.path),
            files => format!(
                "the {} policies of `{}` and others",
                files.len(),
                files[0].path
            ),
        }
    }

    /// The form of a verb that goes with the names.
    pub(in super::super) fn verb(
        &self,
        of_one: &'static str,
        of_several: &'static str,
    ) -> &'static str {
        match self.files.len() {
            1 => of_one,
            _ => of_several,
        }
    }
}
