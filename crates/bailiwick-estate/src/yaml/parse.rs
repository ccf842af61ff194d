//! Reading one file: events in, a tree and diagnostics out.

use granit_parser::{ErrorKind, Event, Parser, Span as EventSpan};
use thiserror::Error;

use super::build::Builder;
use super::node::Node;
use super::syntax::explain;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// How much the files of an estate may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How deep lists and mappings may nest.
    pub depth: usize,
    /// How many nodes all files together may have once their aliases are written out.
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
    #[error(
        "up to line {line}, the estate has more than {limit} values once its aliases are written out"
    )]
    TooLarge {
        /// The line where it happened.
        line: usize,
        /// The bound.
        limit: usize,
    },
}

/// Reads one file into a tree. An empty file gives no tree and no complaint.
///
/// What is wrong is pushed to `diagnostics`; the tree holds what could be read. `nodes`
/// counts the nodes of all files read so far.
///
/// # Errors
/// When the files go over `limits`.
pub fn parse(
    source: SourceId,
    text: &str,
    limits: Limits,
    nodes: &mut usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Node>, Refusal> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
    };
    let mut builder = Builder::new(source, limits, nodes);
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, at) = match next {
            Ok(next) => next,
            Err(error) => {
                if *error.kind() == ErrorKind::RecursionLimitExceeded {
                    let line = error.marker().line();
                    return Err(Refusal::TooDeep {
                        line,
                        limit: limits.depth,
                    });
                }
                diagnostics.push(explain(source, text, &error));
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
