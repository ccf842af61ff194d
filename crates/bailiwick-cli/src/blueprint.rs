//! Stands where `bailiwick_compile` will: an estate that compiles to no files.

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;

/// Everything that is put into AWS.
#[derive(Debug)]
pub struct Blueprint;

impl Blueprint {
    /// Its files, sorted by path: relative, with `/`.
    #[must_use]
    pub fn files(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// Compiles an estate. There is a blueprint only when no diagnostic is an error.
#[must_use]
pub fn compile(_: &Estate) -> (Option<Blueprint>, Vec<Diagnostic>) {
    (Some(Blueprint), Vec::new())
}
