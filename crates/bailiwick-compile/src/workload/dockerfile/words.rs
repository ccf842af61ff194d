//! The words of an instruction, each with its place.
//!
//! A line of shell is split at spaces and at what ends a command; quotes are taken off, a
//! line that goes on is one line. That is less than a shell does, and enough to know a
//! word again.

use std::ops::Range;

/// What stands between words. Other spaces of Unicode are letters to a shell, and so they are
/// here: what ends a word must be what is skipped before the next.
const BETWEEN: [char; 3] = [' ', '\t', '\r'];

/// A word, or the end of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Without quotes; empty at the end of a command.
    pub(super) text: String,
    /// Where it stands in the file.
    pub(super) range: Range<usize>,
    /// Whether it ends a command: `&&`, `;`, `|`, or a line in a here-document.
    pub(super) ends: bool,
}

/// The words of a part of a file.
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    escape: char,
}

/// The words of a part of a file, in which a line that ends with `escape` goes on.
pub(super) fn words(text: &str, range: Range<usize>, escape: char) -> Words<'_> {
    Words {
        text,
        at: range.start,
        end: range.end.min(text.len()),
        escape,
    }
}

impl Words<'_> {
    /// The words of each command that is not empty.
    pub(super) fn commands(self) -> Vec<Vec<Word>> {
        let mut commands = vec![Vec::new()];
        for word in self {
            match commands.last_mut() {
                Some(command) if !word.ends => command.push(word),
                _ => commands.push(Vec::new()),
            }
        }
        commands.retain(|command| !command.is_empty());
        commands
    }

    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    /// Over spaces, lines that go on, and comments between them.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(BETWEEN);
            self.at += rest.len() - trimmed.len();
            let rest = self.rest();
            if let Some(after) = rest.strip_prefix(self.escape) {
                let line = after.trim_start_matches(BETWEEN);
                if let Some(next) = line.strip_prefix('\n') {
                    self.at = self.end - next.len();
                    self.skip_comments();
                    continue;
                }
            }
            return;
        }
    }

    fn skip_comments(&mut self) {
        while self.rest().trim_start().starts_with('#') {
            let rest = self.rest();
            let line = rest.trim_start();
            let comment = line.split_inclusive('\n').next().unwrap_or_default();
            self.at += rest.len() - line.len() + comment.len();
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        self.skip();
        let start = self.at;
        let first = self.rest().chars().next()?;
        let ends = |c: char| matches!(c, '\n' | ';' | '&' | '|' | '(' | ')');
        if ends(first) {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches(ends).len();
            return Some(Word {
                text: String::new(),
                range: start..self.at,
                ends: true,
            });
        }
        let mut text = String::new();
        let mut quote = None;
        let mut escaped = false;
        for (offset, c) in self.text[start..self.end].char_indices() {
            let goes_on = escaped || quote.is_some();
            if !goes_on && (BETWEEN.contains(&c) || ends(c)) {
                break;
            }
            self.at = start + offset + c.len_utf8();
            match c {
                _ if escaped => {
                    // A line that goes on within a word leaves nothing in it.
                    if c != '\n' {
                        text.push(c);
                    }
                    escaped = false;
                }
                c if c == self.escape && quote != Some('\'') => escaped = true,
                c if quote == Some(c) => quote = None,
                '"' | '\'' if quote.is_none() => quote = Some(c),
                c => text.push(c),
            }
        }
        Some(Word {
            text,
            range: start..self.at,
            ends: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn commands(text: &str) -> Vec<Vec<String>> {
        let commands = words(text, 0..text.len(), '\\').commands();
        commands
            .into_iter()
            .map(|command| command.into_iter().map(|word| word.text).collect())
            .collect()
    }

    #[test]
    fn a_line_is_split_into_commands() {
        assert_eq!(
            commands("apt-get update && \\\n  # why\n  apt-get install -y 'a b' c\\\nd; (x)|y"),
            [
                vec!["apt-get", "update"],
                vec!["apt-get", "install", "-y", "a b", "cd"],
                vec!["x"],
                vec!["y"],
            ]
        );
    }

    #[test]
    fn spaces_of_unicode_are_letters() {
        let text = "npm ci\u{a0}--a \u{2028} b\u{c}";
        let expected = vec!["npm", "ci\u{a0}--a", "\u{2028}", "b\u{c}"];
        assert_eq!(commands(text), [expected]);
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "mkdir -p \"$HOME/a\" DIR";
        let places: Vec<&str> = words(text, 6..text.len(), '\\')
            .map(|word| &text[word.range])
            .collect();
        assert_eq!(places, ["-p", "\"$HOME/a\"", "DIR"]);
    }
}
