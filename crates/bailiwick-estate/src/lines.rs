//! The lines of a text, counted once, so that a position costs little however long the
//! text or its lines are.

use std::ops::Range;

use crate::source::Position;

/// How many bytes lie between two marks.
const STEP: usize = 1024;

/// Where the lines of a text start, and how many characters lie before every mark.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl Lines {
    /// Counts a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut lines = Self {
            starts: vec![0],
            characters: vec![0],
        };
        let mut characters = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at > 0 && at % STEP == 0 {
                lines.characters.push(characters);
            }
            characters += usize::from(starts_character(byte));
            if byte == b'\n' {
                lines.starts.push(at + 1);
            }
        }
        lines
    }

    /// The position of a byte.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.before(text, offset) - self.before(text, start) + 1,
        }
    }

    /// The bytes of a line, from 1, without its line break; the end of the text beyond the last.
    pub(crate) fn line(&self, text: &str, line: usize) -> Range<usize> {
        let start = *self.starts.get(line - 1).unwrap_or(&text.len());
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let end = if text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        start..end
    }

    /// How many characters start before a byte.
    fn before(&self, text: &str, offset: usize) -> usize {
        let mark = (offset / STEP).min(self.characters.len() - 1);
        let rest = &text.as_bytes()[mark * STEP..offset];
        let rest = rest.iter().filter(|byte| starts_character(**byte)).count();
        self.characters[mark] + rest
    }
}

/// Whether a byte of UTF-8 starts a character: whether it continues none.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_counting_by_hand() {
        let text = format!(
            "{}\r\nzwei: \u{e4}\u{1f600}b\n\n{}",
            "x".repeat(3000),
            "\u{e9}\n".repeat(2000)
        );
        let lines = Lines::of(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let by_hand = Position {
                line: before.matches('\n').count() + 1,
                column: before[start..].chars().count() + 1,
            };
            assert_eq!(lines.position(&text, offset), by_hand, "at byte {offset}");
        }
    }

    #[test]
    fn a_line_is_without_its_break() {
        let text = "one\r\ntwo\n";
        let lines = Lines::of(text);
        assert_eq!(&text[lines.line(text, 1)], "one");
        assert_eq!(&text[lines.line(text, 2)], "two");
        assert_eq!(&text[lines.line(text, 3)], "");
        assert_eq!(&text[lines.line(text, 9)], "");
    }
}
