//! The policies that a claim is about, from files.

use std::path::PathBuf;

use bailiwick_estate::source::{Source, Sources};
use bailiwick_iam::policy::Policy;
use thiserror::Error;

use crate::command::findings::in_file;
use crate::console;
use crate::failure::Failure;
use crate::loader::load_policies;
use crate::render::human;
use crate::report::Report;

/// Policies that have a say together, and the files they were read from.
pub(in super::super) struct Policies {
    policies: Vec<Policy>,
    files: Vec<Source>,
}

/// Files that are not policies; what is wrong with them was printed.
#[derive(Debug, Error)]
#[error("{} no {}", list(.paths), if .paths.len() == 1 { "policy" } else { "policies" })]
struct PolicyError {
    paths: Vec<String>,
}

impl Failure for PolicyError {
    fn hint(&self) -> Option<String> {
        Some("mend what is shown above; nothing is proved of half a policy".to_owned())
    }
}

fn list(paths: &[String]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
    let verb = if quoted.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", quoted.join(" and "))
}

/// Reads the policies of the files and folders named.
pub(in super::super) fn read(named: &[PathBuf]) -> Result<Policies, Box<dyn Failure>> {
    let sources = Sources::new(load_policies(named)?);
    let mut read = Policies {
        policies: Vec::new(),
        files: Vec::new(),
    };
    let mut diagnostics = Vec::new();
    let mut wrong = Vec::new();
    for (source, file) in sources.iter() {
        let reading = Policy::read(&file.text);
        match reading.policy() {
            Some(policy) => {
                read.policies.push(policy.clone());
                read.files.push(file.clone());
            }
            None => {
                let findings = reading.findings.into_iter();
                diagnostics.extend(findings.map(|finding| in_file(source, finding)));
                wrong.push(file.path.clone());
            }
        }
    }
    if wrong.is_empty() {
        return Ok(read);
    }
    console::remark(&human::render(&Report {
        sources: &sources,
        diagnostics: &diagnostics,
        folder: "",
    }));
    Err(PolicyError { paths: wrong }.into())
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
