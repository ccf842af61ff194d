//! The files an estate was read from, and positions in them.
//!
//! Owns: file contents, byte spans, the way from a byte to a line and column.
//! Refuses: to read a file; contents are handed in by the loader.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use crate::lines::Lines;

/// One file, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// Its place among all files, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in one file. Ordered by file, then by position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The empty span at the start of this one: where something is missing.
    #[must_use]
    pub fn at_start(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }

    /// The smallest span that holds both. Both must lie in the same file.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}..{}", self.source.0, self.start, self.end)
    }
}

/// A file: its path as the user named it, relative to the estate's folder, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path, with `/` between its parts.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// A line and a column, both counted from 1; the column counts characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// All files of an estate, sorted by path, so that nothing depends on the order they came
/// in; and after them the attachments, which its records name and which speak a language
/// of their own.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    lines: Vec<Lines>,
    /// How many of the files are the estate's own.
    own: usize,
}

/// The attachments of an estate by path: compose files, so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments(BTreeMap<String, Attachment>);

/// A file that the estate names and does not consist of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Which file it is, for the spans in it.
    pub source: SourceId,
    /// The whole text.
    pub text: String,
}

impl Attachments {
    /// The attachment of a path as the estate writes it, relative to its folder.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Attachment> {
        self.0.get(path.strip_prefix("./").unwrap_or(path))
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Sources {
    /// Takes files in any order.
    #[must_use]
    pub fn new(mut files: Vec<Source>) -> Self {
        files.sort_by(|left, right| left.path.cmp(&right.path));
        let lines = files.iter().map(|file| Lines::of(&file.text)).collect();
        let own = files.len();
        Self { files, lines, own }
    }

    /// The same files with attachments, in any order.
    #[must_use]
    pub fn attach(mut self, mut attachments: Vec<Source>) -> Self {
        attachments.sort_by(|left, right| left.path.cmp(&right.path));
        self.lines
            .extend(attachments.iter().map(|file| Lines::of(&file.text)));
        self.files.extend(attachments);
        self
    }

    /// Every file of the estate's own with its id, by path.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.all().take(self.own)
    }

    /// Every file with its id, the attachments last.
    pub fn all(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0u32..).map(SourceId).zip(&self.files)
    }

    /// Every attachment with its id, by path.
    pub fn attached(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.all().skip(self.own)
    }

    /// The attachments.
    #[must_use]
    pub fn attachments(&self) -> Attachments {
        let attachments = self.attached().map(|(source, file)| {
            let text = file.text.clone();
            (file.path.clone(), Attachment { source, text })
        });
        Attachments(attachments.collect())
    }

    /// The file a span lies in.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The same files with `*` in place of every character in these spans, line breaks
    /// kept, so that spans and lines stay where they are.
    #[must_use]
    pub fn concealed(&self, spans: &[Span]) -> Self {
        let mut concealed = self.clone();
        for span in spans {
            let text = &mut concealed.files[span.source.0 as usize].text;
            let range = span.start as usize..span.end as usize;
            let hidden: String = text[range.clone()]
                .chars()
                .flat_map(|character| match character {
                    '\n' | '\r' => std::iter::repeat_n(character, 1),
                    _ => std::iter::repeat_n('*', character.len_utf8()),
                })
                .collect();
            text.replace_range(range, &hidden);
        }
        // Every byte and line break is where it was, so that the lines are the same.
        concealed
    }

    /// The text a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.source(span.source).text[span.start as usize..span.end as usize]
    }

    /// Where a span starts.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.position_of(span.source, span.start)
    }

    /// Where a span ends: the position after its last character.
    #[must_use]
    pub fn end_position(&self, span: Span) -> Position {
        self.position_of(span.source, span.end)
    }

    /// `path:line:column`, as editors and terminals make it clickable.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let Position { line, column } = self.position(span);
        format!("{}:{line}:{column}", self.source(span.source).path)
    }

    /// The bytes of a line, counted from 1, without its line break.
    #[must_use]
    pub fn line(&self, source: SourceId, line: usize) -> Range<usize> {
        self.lines[source.0 as usize].line(&self.source(source).text, line)
    }

    fn position_of(&self, source: SourceId, offset: u32) -> Position {
        self.lines[source.0 as usize].position(&self.source(source).text, offset as usize)
    }
}
