//! Errors of the world, as people see them: what, why, and what to do.
//!
//! Owns: the trait and how it is shown. Each kind of error is an enum beside the
//! module that meets it; what is wrong in a user's file is a diagnostic instead.

use std::error::Error;

use anstyle::{AnsiColor, Style};

use crate::exit_code;
use crate::render::printable;

/// An error with a hint. Its `Display` says what could not be done, its sources say why.
pub trait Failure: Error {
    /// What to do about it.
    fn hint(&self) -> Option<String>;

    /// The exit code that it comes to.
    fn exit_code(&self) -> u8 {
        exit_code::COULD_NOT
    }
}

impl<E: Failure + 'static> From<E> for Box<dyn Failure> {
    fn from(failure: E) -> Self {
        Box::new(failure)
    }
}

/// What a command comes to: its exit code, or why it could not be done.
pub type Outcome = Result<u8, Box<dyn Failure>>;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const CAUSE: Style = Style::new().bold();
const HINT: Style = AnsiColor::BrightCyan.on_default().bold();

/// The failure in lines: `error: …`, a `cause: …` for each source, `hint: …`.
#[must_use]
pub fn describe(failure: &dyn Failure) -> String {
    let mut text = line(ERROR, "error", &failure.to_string());
    let mut source = failure.source();
    while let Some(cause) = source {
        text += &line(CAUSE, "cause", &cause.to_string());
        source = cause.source();
    }
    if let Some(hint) = failure.hint() {
        text += &line(HINT, "hint", &hint);
    }
    text
}

fn line(style: Style, kind: &str, message: &str) -> String {
    format!("{style}{kind}{style:#}: {}\n", printable(message))
}
