//! The user's own words on a terminal.

use std::borrow::Cow;

/// The text with control characters written out, so that a file cannot command the
/// terminal it is shown on. Line breaks stay.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let commands = |character: char| character.is_control() && character != '\n';
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if commands(character) {
            safe.extend(character.escape_default());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}
