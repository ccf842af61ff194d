//! Putting partition, region and account into an ARN pattern's fields.

use crate::template::{self, Piece};

/// Where a resource lives: the fields of an ARN that its name does not give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement<'a> {
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: &'a str,
    /// A region, or `*` for every region.
    pub region: &'a str,
    /// An account id, or `*` for every account.
    pub account: &'a str,
}

/// A pattern after the fields are placed: text, and variables still open.
pub(super) enum Part<'a> {
    Text(String),
    Open(&'a str),
}

/// Puts partition, region and account in their fields, and joins what stands
/// side by side.
pub(super) fn place<'a>(pattern: &'a str, placement: &Placement<'_>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    for (position, field) in pattern.splitn(6, ':').enumerate() {
        if position > 0 {
            push_text(&mut parts, ":");
        }
        for piece in template::pieces(field) {
            match (piece, position) {
                (Piece::Variable(_), 1) => push_text(&mut parts, placement.partition),
                (Piece::Variable(_), 3) => push_text(&mut parts, placement.region),
                (Piece::Variable(_), 4) => push_text(&mut parts, placement.account),
                (Piece::Variable(variable), _) => push_open(&mut parts, variable),
                (Piece::Literal(text), 5) => push_resource_text(&mut parts, text),
                (Piece::Literal(text), _) => push_text(&mut parts, text),
            }
        }
    }
    parts
}

fn push_resource_text<'a>(parts: &mut Vec<Part<'a>>, text: &'a str) {
    for (position, literal) in text.split('*').enumerate() {
        if position > 0 {
            push_open(parts, "*");
        }
        if !literal.is_empty() {
            push_text(parts, literal);
        }
    }
}

fn push_text(parts: &mut Vec<Part<'_>>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(before)) => before.push_str(text),
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

fn push_open<'a>(parts: &mut Vec<Part<'a>>, variable: &'a str) {
    if !matches!(parts.last(), Some(Part::Open(_))) {
        parts.push(Part::Open(variable));
    }
}
