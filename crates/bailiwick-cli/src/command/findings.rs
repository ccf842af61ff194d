//! What is wrong with policies in JSON, as diagnostics with their places.

use bailiwick_compile::permission::diagnostic;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::source::{SourceId, Span};
use bailiwick_iam::finding::{self, Finding};

/// A finding of a policy as a diagnostic of the file it was read from.
pub(super) fn in_file(source: SourceId, finding: Finding<finding::Span>) -> Diagnostic {
    // INVARIANT: the loader takes no file whose length does not fit.
    let byte = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    diagnostic(finding.at(|span| Span {
        source,
        start: byte(span.start),
        end: byte(span.end),
    }))
}
