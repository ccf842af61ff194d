//! x
mod compose;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::source::Attachments;
use crate::blueprint::Stack;
pub(crate) fn compile(estate: &Estate, attachments: &Attachments, diagnostics: &mut Vec<Diagnostic>) -> Vec<Stack> { Vec::new() }
