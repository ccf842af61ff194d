//! What is not YAML, said so that one can mend it.
//!
//! Owns: the way from the parser's kinds of errors to messages about the user's own
//! lines. Start reading at [`explain`].

use granit_parser::{ErrorKind, ScanError};

use super::lines::Lines;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// What is wrong, where, and how to mend it.
struct Explanation {
    at: std::ops::Range<usize>,
    message: String,
    help: String,
}

impl Explanation {
    fn new(
        at: std::ops::Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<Self> {
        let (message, help) = (message.into(), help.into());
        Some(Self { at, message, help })
    }
}

/// The diagnostic of a syntax error.
pub(super) fn explain(source: SourceId, text: &str, error: &ScanError) -> Diagnostic {
    let lines = Lines::around(text, error.marker().byte_offset().unwrap_or(text.len()));
    let explanation = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => tab(&lines),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => key_expected(&lines),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => colon(&lines),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => indentation(&lines),
        ErrorKind::ExpectedBlockSequenceEntry => Explanation::new(
            lines.first_word(),
            "a key stands here among the items of a list",
            "start it with `- ` as the items above do, or indent it as the key that the list belongs to",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => Explanation::new(
            lines.here(),
            "a list cannot start on the line of its key",
            "put each item on a line of its own below the key, or write `[one, two]`",
        ),
        kind => quote(&lines, kind)
            .or_else(|| bracket(&lines, kind))
            .or_else(|| character(&lines, kind)),
    };
    let explanation = explanation.unwrap_or_else(|| Explanation {
        at: lines.here(),
        message: "this cannot be read as YAML".to_owned(),
        help: "look at the indentation, the quotes and the colons of this line and the one before"
            .to_owned(),
    });
    let byte = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let span = Span {
        source,
        start: byte(explanation.at.start),
        end: byte(explanation.at.end),
    };
    Diagnostic::error(Code::SYNTAX, span, explanation.message).help(explanation.help)
}

fn tab(lines: &Lines<'_>) -> Option<Explanation> {
    let at = lines.tab().unwrap_or_else(|| lines.here());
    let help = "replace the tab by spaces; editors can be set to write spaces when one presses Tab";
    Explanation::new(
        at,
        "a tab stands here, but YAML indents with spaces only",
        help,
    )
}

/// A line that is neither a key with a value nor an item.
fn key_expected(lines: &Lines<'_>) -> Option<Explanation> {
    let line = lines.trimmed();
    if let Some(item) = line.strip_prefix('-') {
        let help = format!("write a space after the dash: `- {item}`");
        return Explanation::new(lines.first_word(), "this dash has no space after it", help);
    }
    let help = match line.split_once(' ') {
        Some((key, value)) => format!(
            "a key is followed by a colon and a space: `{key}: {}`",
            value.trim()
        ),
        None => format!("a key is followed by a colon: `{line}:`"),
    };
    let help = format!("{help}; if the line continues a text, indent it deeper than the key");
    Explanation::new(lines.first_word(), "a colon is missing after this", help)
}

/// A colon where no key can end.
fn colon(lines: &Lines<'_>) -> Option<Explanation> {
    if let Some((opening, at)) = lines.unclosed_bracket() {
        return never_closed(opening, at);
    }
    if let Some((at, key, value)) = lines.above_without_space() {
        let message = "this colon has no space after it, so the line is one long text";
        return Explanation::new(at, message, format!("write `{key}: {value}`"));
    }
    if let Some(above) = lines.above_without_colon() {
        let name = lines.slice(&above).trim();
        let help = format!("write `{name}:` if it is a name or a key");
        return Explanation::new(above, "a colon is missing after this", help);
    }
    if let Some((key, value)) = lines.two_colons() {
        let value = value.replace('"', "\\\"");
        return Explanation::new(
            lines.here(),
            "a second colon in this line makes its value look like another key",
            format!("put the value in quotes: `{key}: \"{value}\"`"),
        );
    }
    let help = match lines.indents_above() {
        Some(indents) => format!(
            "{indents}, as the lines above that it belongs to; a text that goes on over several lines and holds a colon needs quotes"
        ),
        None => "a text that goes on over several lines and holds a colon needs quotes".to_owned(),
    };
    let message = "this key is indented deeper than the key above, which has a value already";
    Explanation::new(lines.first_word(), message, help)
}

fn indentation(lines: &Lines<'_>) -> Option<Explanation> {
    if lines.trimmed().starts_with("- ") {
        let help = "indent the list under the key that it belongs to, or write a key here";
        let message = "an item of a list stands here among the keys of a mapping";
        return Explanation::new(lines.first_word(), message, help);
    }
    let help = match lines.indents_above() {
        Some(indents) => {
            format!("{indents}, as the lines above that it belongs to")
        }
        None => "indent it as the keys that it stands beside".to_owned(),
    };
    let message = "this line is indented as no line above it that it could belong to";
    Explanation::new(lines.first_word(), message, help)
}

fn quote(lines: &Lines<'_>, kind: &ErrorKind) -> Option<Explanation> {
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => Explanation::new(
            lines.opening_quote().unwrap_or_else(|| lines.here()),
            "the quote that opens here is not closed on its line",
            "add the same quote at the end of the text; to have a quote inside, use the other kind around it",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => Explanation::new(
            lines.here(),
            "something stands here after the closing quote",
            "put the whole text between the quotes; to have a quote inside, use the other kind around it",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => Explanation::new(
            lines.backslash().unwrap_or_else(|| lines.here()),
            "this backslash starts nothing that YAML knows",
            "use single quotes, in which a backslash is only a backslash, or write it twice",
        ),
        _ => None,
    }
}

fn bracket(lines: &Lines<'_>, kind: &ErrorKind) -> Option<Explanation> {
    match kind {
        ErrorKind::UnclosedFlowCollection { open } => never_closed(*open, lines.here()),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            let closing = closing(*open);
            Explanation::new(
                lines.here(),
                format!("the `{open}` that opens here is closed by `{close}`"),
                format!("close it with `{closing}`"),
            )
        }
        ErrorKind::MisplacedFlowCollectionEnd => Explanation::new(
            lines.here(),
            "this bracket closes nothing",
            "take it away, or add the bracket that it closes",
        ),
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::BlockEntryInFlowCollection => match lines.unclosed_bracket() {
            Some((opening, at)) => never_closed(opening, at),
            None => Explanation::new(
                lines.here(),
                "a comma is missing before this, or the closing bracket",
                "put a comma between what stands in brackets: `{ one: 1, two: 2 }`",
            ),
        },
        _ => None,
    }
}

fn never_closed(open: char, at: std::ops::Range<usize>) -> Option<Explanation> {
    Explanation::new(
        at,
        format!("the `{open}` that opens here is not closed"),
        format!(
            "add `{}` where it ends; a text that starts with `{open}` needs quotes",
            closing(open)
        ),
    )
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

fn character(lines: &Lines<'_>, kind: &ErrorKind) -> Option<Explanation> {
    match kind {
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => Explanation::new(
            lines.here(),
            format!(
                "an invisible character (U+{:04X}) stands here",
                u32::from(*character)
            ),
            "delete it; it may have come along when the text was copied",
        ),
        ErrorKind::UnexpectedCharacter { character: '`' } => Explanation::new(
            lines.here(),
            "a text cannot start with a backtick",
            "put it in double quotes",
        ),
        ErrorKind::UnexpectedCharacter { character } => Explanation::new(
            lines.here(),
            format!("a text cannot start with `{character}`"),
            format!("put it in quotes: `\"{}\"`", lines.rest_of_value()),
        ),
        ErrorKind::MissingAnchorOrAliasName => Explanation::new(
            lines.marker().unwrap_or_else(|| lines.here()),
            "this character means something to YAML when it stands without quotes",
            "put it in quotes, such as `\"*\"`",
        ),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::InvalidGlobalTagCharacter => Explanation::new(
            lines.here(),
            "this is read as a tag, and tags mean nothing in an estate",
            "put a text that starts with `!` in quotes",
        ),
        ErrorKind::CommentInterceptedScalar => Explanation::new(
            lines.here(),
            "a comment stands in the middle of a text",
            "put the comment above, or the text in quotes when ` #` belongs to it",
        ),
        _ => None,
    }
}
