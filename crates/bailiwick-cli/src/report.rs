//! Diagnostics with the files they are about, whatever these are.

use bailiwick_estate::diagnostic::{Diagnostic, Severity};
use bailiwick_estate::source::{SourceId, Sources, Span};

use crate::loader::shown;

/// What is wrong, and the files it is wrong in.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// What is wrong, by place.
    pub diagnostics: &'a [Diagnostic],
    /// The folder of the files, as the user would type it; empty for `.`.
    pub folder: &'a str,
}

impl Report<'_> {
    /// A file's path as the user would type it.
    #[must_use]
    pub fn path(&self, source: SourceId) -> String {
        shown(self.folder, &self.sources.source(source).path)
    }

    /// `path:line` of a place.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let line = self.sources.position(span).line;
        format!("{}:{line}", self.path(span.source))
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        let same = |diagnostic: &&Diagnostic| diagnostic.severity == severity;
        self.diagnostics.iter().filter(same).count()
    }
}
