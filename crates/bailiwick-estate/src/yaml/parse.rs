//! Reading one file: events in, a tree and diagnostics out.

use granit_parser::{Event, Parser, ScanError, Span as EventSpan};
use thiserror::Error;

use super::build::Builder;
use super::node::Node;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// How much one file may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How deep lists and mappings may nest.
    pub depth: usize,
    /// How many nodes the file may have once its aliases are written out.
    pub nodes: usize,
}

/// The bounds Bailiwick reads with: far above what people write by hand or generate,
/// far below what hurts a machine.
pub const LIMITS: Limits = Limits {
    depth: 64,
    nodes: 2_000_000,
};

/// A file that is not read to its end, because it asks for more than any estate needs.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// Too many levels of nesting.
    #[error("lists and mappings nest deeper than {limit} levels at line {line}")]
    TooDeep {
        /// The line where it happened.
        line: usize,
        /// The bound.
        limit: usize,
    },
    /// Too many nodes, most likely by aliases of aliases.
    #[error("the file has more than {limit} values once its aliases are written out (line {line})")]
    TooLarge {
        /// The line where it happened.
        line: usize,
        /// The bound.
        limit: usize,
    },
}

/// Reads one file into a tree. An empty file gives no tree and no complaint.
///
/// What is wrong is pushed to `diagnostics`; the tree holds what could be read.
///
/// # Errors
/// When the file goes over `limits`.
pub fn parse(
    source: SourceId,
    text: &str,
    limits: Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Node>, Refusal> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
    };
    let mut builder = Builder::new(source, limits);
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, at) = match next {
            Ok(next) => next,
            Err(error) => {
                diagnostics.push(syntax_error(source, text, &error));
                return Ok(None);
            }
        };
        let span = byte_span(source, text, &at);
        if let Event::DocumentStart(..) = event {
            documents += 1;
            if documents == 2 {
                diagnostics.push(
                    Diagnostic::error(
                        Code::UNSUPPORTED_YAML,
                        span,
                        "a second YAML document starts here",
                    )
                    .help("keep one document to a file; move what follows into a file of its own"),
                );
                break;
            }
        }
        builder.event(event, span, at.start.line(), diagnostics)?;
    }
    Ok(builder.finish())
}

fn byte_span(source: SourceId, text: &str, at: &EventSpan) -> Span {
    let range = at.byte_range().unwrap_or(0..0);
    let clamp = |offset: usize| u32::try_from(offset.min(text.len())).unwrap_or(u32::MAX);
    Span {
        source,
        start: clamp(range.start),
        end: clamp(range.end.max(range.start)),
    }
}

fn syntax_error(source: SourceId, text: &str, error: &ScanError) -> Diagnostic {
    let offset = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let offset = (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let start = u32::try_from(offset).unwrap_or(u32::MAX);
    let width = text[offset..]
        .chars()
        .next()
        .filter(|next| *next != '\n')
        .map_or(0, |next| u32::try_from(next.len_utf8()).unwrap_or(1));
    let span = Span {
        source,
        start,
        end: start + width,
    };
    let line_start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let help = if text[line_start..].starts_with([' ', '\t'])
        && text[line_start..].trim_start_matches(' ').starts_with('\t')
    {
        "YAML indents with spaces; replace the tab"
    } else {
        "look at the indentation, the quotes and the colons of this line and the one before"
    };
    Diagnostic::error(
        Code::SYNTAX,
        span,
        format!("this is not YAML: {}", reason(error)),
    )
    .help(help)
}

/// The parser's reason in one line, without its position, which the span says.
fn reason(error: &ScanError) -> String {
    let text = error.to_string();
    let text = text
        .split(" at byte ")
        .next()
        .and_then(|text| text.split(" at char ").next())
        .unwrap_or_default();
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_owned()
}
