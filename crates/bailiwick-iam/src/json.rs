//! JSON with the place of everything in the text.
//!
//! Owns a tree that keeps byte spans and repeated keys, made from a text or
//! from a value without spans, so that there is one reader for both; and the
//! reading of a text into a value where keys must not repeat ([`value`]). It
//! knows nothing of policies. Why this parser: `docs/decisions/0040-json-with-spans.md`.

mod value;

use std::borrow::Cow;

use jsonc_parser::ast;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

use crate::finding::Span;

pub use value::{ReadError, value};

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Node<'t> {
    pub(crate) span: Span,
    pub(crate) content: Content<'t>,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Content<'t> {
    Null,
    Bool(bool),
    /// As written.
    Number(Cow<'t, str>),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    /// In the order written, repeated keys included.
    Object(Vec<Member<'t>>),
}

/// A key of an object and its value.
#[derive(Debug)]
pub(crate) struct Member<'t> {
    pub(crate) key: Cow<'t, str>,
    pub(crate) key_span: Span,
    pub(crate) value: Node<'t>,
}

/// Why a text is not JSON, and where.
#[derive(Debug)]
pub(crate) struct NotJson {
    pub(crate) reason: String,
    pub(crate) span: Span,
}

/// JSON as RFC 8259 has it: the parser would also take JSON5 and more.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a text. A byte order mark before it is passed over.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, NotJson> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let parsed = parse_to_ast(body, &CollectOptions::default(), &STRICT).map_err(|error| {
        let range = error.range();
        NotJson {
            reason: lower_first(&error.kind().to_string()),
            span: within(text, range.start + skipped, range.end + skipped),
        }
    })?;
    match parsed.value {
        Some(value) => Ok(node(value, skipped)),
        None => Err(NotJson {
            reason: "the text is empty".to_owned(),
            span: within(text, 0, text.len()),
        }),
    }
}

/// The tree of a value that was read elsewhere; its spans say nothing.
pub(crate) fn from_value(value: &Value) -> Node<'_> {
    let content = match value {
        Value::Null => Content::Null,
        Value::Bool(value) => Content::Bool(*value),
        Value::Number(number) => Content::Number(number.to_string().into()),
        Value::String(text) => Content::Text(text.as_str().into()),
        Value::Array(values) => Content::List(values.iter().map(from_value).collect()),
        Value::Object(members) => {
            let member = |(key, value): (&'_ String, _)| Member {
                key: Cow::Owned(key.clone()),
                key_span: Span::default(),
                value: from_value(value),
            };
            Content::Object(members.iter().map(member).collect())
        }
    };
    Node {
        span: Span::default(),
        content,
    }
}

fn node(value: ast::Value<'_>, skipped: usize) -> Node<'_> {
    let at = |range: jsonc_parser::common::Range| Span {
        start: range.start + skipped,
        end: range.end + skipped,
    };
    let (range, content) = match value {
        ast::Value::NullKeyword(null) => (null.range, Content::Null),
        ast::Value::BooleanLit(bool) => (bool.range, Content::Bool(bool.value)),
        ast::Value::NumberLit(number) => (number.range, Content::Number(number.value.into())),
        ast::Value::StringLit(text) => (text.range, Content::Text(text.value)),
        ast::Value::Array(list) => {
            let nodes = list.elements.into_iter().map(|value| node(value, skipped));
            (list.range, Content::List(nodes.collect()))
        }
        ast::Value::Object(object) => {
            let members = object.properties.into_iter().map(|property| {
                let (range, key) = match property.name {
                    ast::ObjectPropName::String(name) => (name.range, name.value),
                    ast::ObjectPropName::Word(name) => (name.range, name.value.into()),
                };
                Member {
                    key,
                    key_span: at(range),
                    value: node(property.value, skipped),
                }
            });
            (object.range, Content::Object(members.collect()))
        }
    };
    Node {
        span: at(range),
        content,
    }
}

/// The span, moved inward to where characters begin and end.
fn within(text: &str, start: usize, end: usize) -> Span {
    let start = text.floor_char_boundary(start);
    Span {
        start,
        end: text.ceil_char_boundary(end.max(start)),
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
