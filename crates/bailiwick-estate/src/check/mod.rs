//! What the parts of an estate must say together, one rule per file.
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

/// Runs every rule.
pub(crate) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let _ = (estate, diagnostics);
}
