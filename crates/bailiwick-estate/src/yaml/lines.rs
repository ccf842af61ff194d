//! The lines around a syntax error, and what can be seen in them.

use std::ops::Range;

/// A text and a place in it.
pub(super) struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: Range<usize>,
}

impl<'t> Lines<'t> {
    /// Looks at a text around a byte, which need not be the first of a character.
    pub(super) fn around(text: &'t str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[offset..]
            .find('\n')
            .map_or(text.len(), |end| offset + end);
        let line = start..end;
        Self { text, offset, line }
    }

    /// The character at the place; nothing at the end of a line.
    pub(super) fn here(&self) -> Range<usize> {
        let width = self.text[self.offset..self.line.end]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        self.offset..self.offset + width
    }

    /// The line without the space around it.
    pub(super) fn trimmed(&self) -> &'t str {
        self.text[self.line.clone()].trim()
    }

    /// The first word of the line.
    pub(super) fn first_word(&self) -> Range<usize> {
        let line = &self.text[self.line.clone()];
        let start = self.line.start + (line.len() - line.trim_start().len());
        let word = self.trimmed().split_whitespace().next().unwrap_or_default();
        start..start + word.len()
    }

    /// The first tab of the line.
    pub(super) fn tab(&self) -> Option<Range<usize>> {
        let at = self.line.start + self.text[self.line.clone()].find('\t')?;
        Some(at..at + 1)
    }

    /// The first backslash from the place on.
    pub(super) fn backslash(&self) -> Option<Range<usize>> {
        let at = self.offset + self.text[self.offset..self.line.end].find('\\')?;
        Some(at..at + 1)
    }

    /// The `*` or `&` at the place, or right before it.
    pub(super) fn marker(&self) -> Option<Range<usize>> {
        let before = self.offset.saturating_sub(1);
        let marks = |at: &usize| matches!(self.text.as_bytes().get(*at), Some(b'*' | b'&'));
        [self.offset, before]
            .into_iter()
            .find(marks)
            .map(|at| at..at + 1)
    }

    /// What stands in a place.
    pub(super) fn slice(&self, place: &Range<usize>) -> &'t str {
        &self.text[place.clone()]
    }

    /// The line above, when it is a word alone, indented as this one.
    pub(super) fn above_without_colon(&self) -> Option<Range<usize>> {
        let (start, line) = self.above().find(|(_, line)| !line.trim().is_empty())?;
        let own = &self.text[self.line.clone()];
        let depth = |line: &str| line.len() - line.trim_start().len();
        let word = line.trim();
        let plain = !word.contains([' ', ':', '#', '"', '\'']) && !word.starts_with('-');
        let at = start + depth(line);
        (plain && depth(line) == depth(own)).then_some(at..at + word.len())
    }

    /// From the place to the end of the value, as far as the line tells.
    pub(super) fn rest_of_value(&self) -> String {
        let rest = &self.text[self.offset..self.line.end];
        let end = rest.find(" #").unwrap_or(rest.len());
        rest[..end]
            .trim_end_matches(['}', ']', ',', ' ', '\r'])
            .replace('"', "\\\"")
    }

    /// The key and the value of a line that has two colons.
    pub(super) fn two_colons(&self) -> Option<(&'t str, &'t str)> {
        let line = self.trimmed();
        let (key, value) = line.split_once(": ")?;
        let second = value.contains(": ") || value.ends_with(':');
        second.then_some((key, value))
    }

    /// The colon without a space after it in the nearest line above, when that line is
    /// nothing but a word, a colon and a value.
    pub(super) fn above_without_space(&self) -> Option<(Range<usize>, &'t str, &'t str)> {
        let (start, line) = self.above().find(|(_, line)| !line.trim().is_empty())?;
        let body = line.trim_start();
        let item = body.strip_prefix("- ").unwrap_or(body);
        let (key, value) = item.split_once(':')?;
        let word = |c: char| c.is_alphanumeric() || "-_".contains(c);
        let plain = !key.is_empty()
            && key.chars().all(word)
            && !value.starts_with([' ', '/', ':'])
            && !value.trim().is_empty()
            && !value.contains(": ");
        let at = start + (line.len() - item.len()) + key.len();
        plain.then_some((at..at + 1, key, value.trim_end()))
    }

    /// To indent this line as those that it could stand beside, in words: `indent it by 2
    /// or 4 spaces, or not at all`.
    pub(super) fn indents_above(&self) -> Option<String> {
        let mut indents: Vec<usize> = Vec::new();
        for (_, line) in self.above() {
            let depth = line.len() - line.trim_start_matches(' ').len();
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if indents.last().is_none_or(|shallowest| depth < *shallowest) {
                indents.push(depth);
            }
            if depth == 0 {
                break;
            }
        }
        let not_at_all = indents.last() == Some(&0);
        let deeper = indents.iter().rev().filter(|depth| **depth > 0);
        let words: Vec<String> = deeper.map(usize::to_string).collect();
        let number = match words.split_last() {
            None if not_at_all => return Some("start it where the line starts".to_owned()),
            None => return None,
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        };
        let spaces = if number == "1" { "space" } else { "spaces" };
        let end = if not_at_all { ", or not at all" } else { "" };
        Some(format!("indent it by {number} {spaces}{end}"))
    }

    /// The quote that opens the text which goes on at the place: here, or in the nearest
    /// line above that opens one.
    pub(super) fn opening_quote(&self) -> Option<Range<usize>> {
        let is_quote = |c: char| c == '"' || c == '\'';
        if self.text[self.offset..].starts_with(is_quote) {
            return Some(self.here());
        }
        self.above().take(20).find_map(|(start, line)| {
            let mut before = ' ';
            let opening = line.char_indices().find(|(_, character)| {
                let opens = is_quote(*character) && " [{,\t".contains(before);
                before = *character;
                opens
            });
            let at = start + opening?.0;
            Some(at..at + 1)
        })
    }

    /// The innermost bracket opened in a line above and closed nowhere before the place.
    pub(super) fn unclosed_bracket(&self) -> Option<(char, Range<usize>)> {
        let mut closed = 0usize;
        for (start, line) in self.above().take(100) {
            for (index, character) in line.char_indices().rev() {
                match character {
                    ']' | '}' => closed += 1,
                    '[' | '{' if closed > 0 => closed -= 1,
                    '[' | '{' => {
                        let at = start + index;
                        let opens = line[..index].trim_end();
                        let at_start =
                            opens.is_empty() || opens.ends_with([':', '-', ',', '[', '{']);
                        return at_start.then_some((character, at..at + 1));
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// The lines above, the nearest first, each with where it starts.
    fn above(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let text = self.text;
        let mut end = self.line.start;
        std::iter::from_fn(move || {
            let newline = end.checked_sub(1)?;
            let start = text[..newline].rfind('\n').map_or(0, |newline| newline + 1);
            end = start;
            Some((start, text[start..newline].trim_end_matches('\r')))
        })
    }
}
