//! What lowering knows beside the node at hand: which names are declared, and
//! where complaints go.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{Kind, Node, Scalar};

/// The names a section declares, each with where.
pub(crate) type Declarations = BTreeMap<String, Span>;

/// A place where a record names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The section that declares what is named.
    pub section: &'static str,
    /// The name.
    pub name: String,
    /// Where it was written.
    pub span: Span,
}

/// Carries the declared names in, the diagnostics and the references out.
#[derive(Debug)]
pub struct Context<'a> {
    declared: &'a BTreeMap<&'static str, Declarations>,
    diagnostics: &'a mut Vec<Diagnostic>,
    key: Option<Span>,
    references: Vec<Reference>,
}

impl<'a> Context<'a> {
    /// A context that knows these names and reports here.
    pub(crate) fn new(
        declared: &'a BTreeMap<&'static str, Declarations>,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            declared,
            diagnostics,
            key: None,
            references: Vec::new(),
        }
    }

    /// Says under which key the next value stands, so that a complaint about the
    /// whole of a record can point at its name.
    pub(crate) fn under(&mut self, key: Span) {
        self.key = Some(key);
    }

    /// The key that the value at hand stands under, asked once.
    pub(crate) fn take_key(&mut self) -> Option<Span> {
        self.key.take()
    }

    /// Reports what is wrong.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Remembers that a record names another.
    pub(crate) fn refer(&mut self, section: &'static str, name: &str, span: Span) {
        let name = name.to_owned();
        self.references.push(Reference {
            section,
            name,
            span,
        });
    }

    /// Every reference that was read, in the order of the sections.
    pub(crate) fn into_references(self) -> Vec<Reference> {
        self.references
    }

    /// Where a section declares a name, if it does.
    #[must_use]
    pub fn declaration(&self, section: &str, name: &str) -> Option<Span> {
        self.declared.get(section)?.get(name).copied()
    }

    /// Every name a section declares, in order.
    pub fn declared(&self, section: &str) -> impl Iterator<Item = (&str, Span)> {
        self.declared
            .get(section)
            .into_iter()
            .flatten()
            .map(|(name, span)| (name.as_str(), *span))
    }

    /// Every section that declares anything.
    pub fn sections(&self) -> impl Iterator<Item = &'static str> {
        self.declared.keys().copied()
    }

    /// The scalar a node holds, or a complaint that it is not one.
    pub fn scalar<'node>(&mut self, node: &'node Node, wanted: &str) -> Option<&'node Scalar> {
        if let Kind::Scalar(scalar) = &node.kind {
            return Some(scalar);
        }
        self.wrong_shape(node, wanted);
        None
    }

    /// Complains that a node is of the wrong kind.
    pub fn wrong_shape(&mut self, node: &Node, wanted: &str) {
        let message = format!("expected {wanted}, found {}", node.noun());
        let help = match node.kind {
            Kind::Null => Some(
                "write a value, or leave the field out; what follows ` #` is a comment unless it is in quotes",
            ),
            Kind::Sequence(_) => Some(
                "write one value, without brackets or dashes; a text that starts with `[` or `-` needs quotes",
            ),
            Kind::Mapping(_) => Some(
                "write one value; a text that starts with `{` or holds a colon and a space needs quotes",
            ),
            Kind::Scalar(_) => None,
        };
        self.report(
            Diagnostic::error(Code::WRONG_SHAPE, node.span, message)
                .maybe_help(help.map(str::to_owned)),
        );
    }
}

/// The candidate that a mistyped word most likely means, if one is near enough.
#[must_use]
pub fn nearest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let plain = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let wanted = plain(written);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&wanted, &plain(candidate)), candidate))
        .filter(|(likeness, _)| *likeness > 0.84)
        .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)))
        .map(|(_, candidate)| candidate)
}

/// Words in backticks with commas and a last "or".
#[must_use]
pub fn alternatives<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
