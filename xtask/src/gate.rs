//! What a gate is: a name, the question it asks, and how it judges the workspace.
//!
//! A gate says what it found; it prints nothing. `test.rs` runs gates and prints.
//! The one exception is the `test` gate, whose output is worth watching.

use anyhow::Result;

use crate::process::Finished;
use crate::workspace::Workspace;

/// One thing that must hold before a change lands.
pub(crate) struct Gate {
    /// How `--only` and the report call it.
    pub(crate) name: &'static str,
    /// What it asks, for `--list`.
    pub(crate) asks: &'static str,
    /// Judges; an error counts as a failure, and the other gates still run.
    pub(crate) judge: fn(&Workspace) -> Result<Outcome>,
}

/// What a gate found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It holds. The note says what was judged, so that "nothing" cannot pass for "all".
    Passed { note: String },
    /// It does not. The output is shown whole.
    Failed { output: String },
}

impl Outcome {
    pub(crate) fn passed(note: impl Into<String>) -> Self {
        Self::Passed { note: note.into() }
    }

    pub(crate) fn failed(output: impl Into<String>) -> Self {
        Self::Failed {
            output: output.into(),
        }
    }

    /// Passes when nothing was found wrong, and otherwise lists what was.
    pub(crate) fn from_findings(findings: &[String], note: impl Into<String>) -> Self {
        if findings.is_empty() {
            Self::passed(note)
        } else {
            Self::failed(findings.join("\n"))
        }
    }

    /// Passes when the process ended well, and otherwise shows what it printed.
    pub(crate) fn from_process(finished: Finished, note: impl Into<String>) -> Self {
        if finished.success {
            Self::passed(note)
        } else {
            Self::failed(finished.output)
        }
    }
}
