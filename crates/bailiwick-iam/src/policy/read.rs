//! Reading a policy: strict about elements, easy about AWS's single-or-array
//! forms, and never content with the first mistake.
//!
//! Owns the one way from JSON to [`Policy`], be it a text or a value that was
//! read elsewhere. It asks for the shape of the grammar only; what a policy of
//! some kind may hold, and what makes sense, is for [`crate::lint`].

mod elements;
mod error;
mod reader;
mod statement;

use serde_json::Value;

use self::elements::{elements, find};
use self::reader::Reader;
use super::{Policy, Version};
use crate::finding::{Code, Finding, Severity, Span, Spans};
use crate::json::{self, Content, Node};

pub use error::ReadError;

/// A policy as far as it could be read from a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The policy, without the statements that are wrong.
    pub partial: Policy,
    /// Where each place of it stands in the text.
    pub spans: Spans,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding<Span>>,
}

impl Reading {
    /// The policy, when nothing is wrong with it.
    pub fn policy(&self) -> Option<&Policy> {
        let is_error = |finding: &Finding<Span>| finding.severity == Severity::Error;
        (!self.findings.iter().any(is_error)).then_some(&self.partial)
    }
}

impl Policy {
    /// Reads a policy document from its text, keeping the place of everything.
    /// `Statement` may be one statement or several, and every list one value;
    /// condition values may be booleans or numbers. A document without
    /// `Version` has the old one, as AWS says.
    pub fn read(text: &str) -> Reading {
        let mut reader = Reader::of_text();
        let partial = match json::parse(text) {
            Ok(node) => document(&mut reader, &node),
            Err(error) => {
                not_json(&mut reader, &error);
                None
            }
        };
        let (findings, spans) = reader.finish();
        let mut findings: Vec<_> = findings
            .into_iter()
            .map(|finding| finding.at(|at| at.span))
            .collect();
        findings.sort();
        Reading {
            partial: partial.unwrap_or_else(|| Self::new([])),
            spans,
            findings,
        }
    }

    /// The policy that a text is, as [`Policy::read`] reads it: a byte order mark is passed
    /// over, and a repeated key is a mistake.
    ///
    /// # Errors
    /// When it is not JSON, or anything in it is not in the grammar; the error tells all of it.
    pub fn from_text(text: &str) -> Result<Self, ReadError> {
        let mut reader = Reader::of_value();
        let partial = match json::parse(text) {
            Ok(node) => document(&mut reader, &node),
            Err(error) => {
                not_json(&mut reader, &error);
                None
            }
        };
        faultless(reader, partial)
    }

    /// The policy that a JSON value is, as [`Policy::read`] reads it. A value cannot tell which
    /// keys its text repeated: of a text, ask [`Policy::from_text`].
    ///
    /// # Errors
    /// When anything in it is not in the grammar; the error tells all of it.
    pub fn from_json(value: &Value) -> Result<Self, ReadError> {
        let mut reader = Reader::of_value();
        let partial = document(&mut reader, &json::from_value(value));
        faultless(reader, partial)
    }
}

fn not_json(reader: &mut Reader, error: &json::NotJson) {
    let message = format!("this is not JSON: {}", error.reason);
    reader.error(Code::NOT_JSON, error.span, message, None);
}

/// What was read, when nothing was wrong with it.
fn faultless(reader: Reader, partial: Option<Policy>) -> Result<Policy, ReadError> {
    let (findings, _) = reader.finish();
    match partial {
        Some(policy) if findings.is_empty() => Ok(policy),
        _ => Err(ReadError::new(findings)),
    }
}

fn document(reader: &mut Reader, node: &Node<'_>) -> Option<Policy> {
    reader.note(node.span);
    let elements = elements(reader, node, &["Version", "Id", "Statement"])?;
    let version = match find(&elements, "Version") {
        None => Version::Old,
        Some(member) => reader.inside("Version", |reader| {
            reader.note(member.value.span);
            version(reader, &member.value)
        }),
    };
    let id = find(&elements, "Id").and_then(|member| {
        reader.inside("Id", |reader| {
            reader.note(member.value.span);
            reader.text(&member.value)
        })
    });
    let statements = match find(&elements, "Statement") {
        None => {
            reader.missing(node.span, "Statement");
            Vec::new()
        }
        Some(member) => reader.inside_unnamed("Statement", |reader| match &member.value.content {
            Content::List(nodes) => statement::statements(reader, nodes),
            _ => statement::single(reader, &member.value)
                .into_iter()
                .collect(),
        }),
    };
    Some(Policy {
        version,
        id,
        statements,
    })
}

fn version(reader: &mut Reader, node: &Node<'_>) -> Version {
    match &node.content {
        Content::Text(text) if text == Version::Old.as_str() => Version::Old,
        Content::Text(text) if text == Version::Current.as_str() => Version::Current,
        _ => {
            reader.expected(node.span, "2012-10-17 or 2008-10-17");
            Version::Current
        }
    }
}

#[cfg(test)]
mod tests;
