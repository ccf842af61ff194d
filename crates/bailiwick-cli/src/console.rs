//! Writing to the terminal, or to wherever the output goes.
//!
//! Owns: colour (left away where `NO_COLOR`, `CLICOLOR` or something other than a
//! terminal asks for it) and what happens when nobody reads on.

use std::io::{ErrorKind, Write};

use thiserror::Error;

use crate::failure::Failure;

/// The output could not be written.
#[derive(Debug, Error)]
#[error("cannot write to the standard output")]
pub struct WriteError(#[source] std::io::Error);

impl Failure for WriteError {
    fn hint(&self) -> Option<String> {
        Some("see whether the disk is full, or where the output is sent to".into())
    }
}

/// Prints what was asked for. A reader that goes away, such as `head`, is no failure.
///
/// # Errors
/// When the output takes no more.
pub fn print(text: &str) -> Result<(), WriteError> {
    let mut output = anstream::stdout().lock();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(WriteError(error)),
        _ => Ok(()),
    }
}

/// How many columns the output has: those of the terminal; where it is none, or does not
/// know, those that `COLUMNS` asks for, or 100.
#[must_use]
pub fn width() -> u16 {
    let asked = || std::env::var("COLUMNS").ok()?.parse().ok();
    let known = |width: &u16| *width > 0;
    terminal_width()
        .filter(known)
        .or_else(|| asked().filter(known))
        .unwrap_or(100)
}

/// The columns of the terminal, even of one that does not know its rows.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn terminal_width() -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    Some(size.ws_col)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0)
}

/// Prints what is beside the point of the command: errors, progress, what to do next.
pub fn remark(text: &str) {
    // Nothing is left to tell anybody when the standard error is closed.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
