//! A value that is not a policy.

use std::fmt;

use super::reader::At;
use crate::finding::Finding;

/// A JSON value that is not a policy: everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(Vec<Finding<String>>);

impl ReadError {
    pub(super) fn new(findings: Vec<Finding<At>>) -> Self {
        let at_pointer = |finding: Finding<At>| finding.at(|at| at.pointer);
        Self(findings.into_iter().map(at_pointer).collect())
    }

    /// Each thing that is wrong, its place a JSON pointer such as
    /// `/Statement/0/Action`; empty for the document.
    pub fn findings(&self) -> &[Finding<String>] {
        &self.0
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, finding) in self.0.iter().enumerate() {
            let before = if position == 0 { "policy, at" } else { "; at" };
            write!(
                formatter,
                "{before} `{}`: {}",
                finding.place, finding.message
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}
