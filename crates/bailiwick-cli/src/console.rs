//! Writing to the terminal, or to wherever the output goes.
//!
//! Owns: colour (left away where `NO_COLOR`, `CLICOLOR` or something other than a
//! terminal asks for it), what happens when nobody reads on, and that no secret is shown.

use std::borrow::Cow;
use std::io::{ErrorKind, Write};
use std::sync::OnceLock;

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

/// What is never printed, by whatever way it comes.
static SECRETS: OnceLock<Vec<String>> = OnceLock::new();

/// What is shorter is no secret, and would tear holes into everything else.
const SHORTEST: usize = 4;

/// Keeps texts from being printed from now on. The first call counts.
pub fn conceal(mut secrets: Vec<String>) {
    secrets.retain(|secret| secret.chars().count() >= SHORTEST);
    // One may be a part of another.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    let _ = SECRETS.set(secrets);
}

/// A text as it may be seen.
#[must_use]
pub fn without_secrets(text: &str) -> Cow<'_, str> {
    let secrets = SECRETS.get().map(Vec::as_slice).unwrap_or_default();
    without(text, secrets)
}

fn without<'a>(text: &'a str, secrets: &[String]) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    for secret in secrets {
        // A text in JSON or in Rust's own notation has it with its escapes.
        let quoted = format!("{secret:?}");
        for form in [secret.as_str(), quoted.trim_matches('"')] {
            if text.contains(form) {
                text = Cow::Owned(text.replace(form, "…"));
            }
        }
    }
    text
}

/// Prints what was asked for. A reader that goes away, such as `head`, is no failure.
///
/// # Errors
/// When the output takes no more.
pub fn print(text: &str) -> Result<(), WriteError> {
    let mut output = anstream::stdout().lock();
    let written = output
        .write_all(without_secrets(text).as_bytes())
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
    let text = without_secrets(text);
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_concealed_is_not_shown() {
        let secrets = ["hunter2".to_owned(), "a\"quote".to_owned()];
        let shown = |text| without(text, &secrets).into_owned();
        assert_eq!(shown("it is hunter2, twice hunter2"), "it is …, twice …");
        assert_eq!(shown(r#"{"Seed": "a\"quote"}"#), r#"{"Seed": "…"}"#);
        assert_eq!(shown("nothing of it"), "nothing of it");
    }
}
