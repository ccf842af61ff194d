//! What reading gathers on its way: findings, and the place of everything.

use std::collections::BTreeSet;

use crate::finding::{Code, Finding, Place, Span, Spans};
use crate::json::{Content, Node};

/// Where something is wrong, in both ways to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    /// In the text, if there is one.
    pub(super) span: Span,
    /// A JSON pointer.
    pub(super) pointer: String,
}

/// Findings and spans in the making, and where the reader stands.
pub(super) struct Reader {
    findings: Vec<Finding<At>>,
    /// `None` when what is read has no text.
    spans: Option<Spans>,
    /// The names and positions that lead to where the reader stands.
    pointer: Vec<String>,
    /// The same as a place in the policy.
    place: Place,
}

impl Reader {
    pub(super) fn of_text() -> Self {
        Self {
            findings: Vec::new(),
            spans: Some(Spans::default()),
            pointer: Vec::new(),
            place: Place::document(),
        }
    }

    pub(super) fn of_value() -> Self {
        Self {
            spans: None,
            ..Self::of_text()
        }
    }

    pub(super) fn finish(self) -> (Vec<Finding<At>>, Spans) {
        (self.findings, self.spans.unwrap_or_default())
    }

    /// How many findings there are so far.
    pub(super) fn count(&self) -> usize {
        self.findings.len()
    }

    /// Reads what is called `name` here.
    pub(super) fn inside<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.place.clone();
        self.place = outer.clone().within(name);
        let result = self.inside_unnamed(name, read);
        self.place = outer;
        result
    }

    /// Reads what is called `name` in the text, and has no name as a place.
    pub(super) fn inside_unnamed<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.pointer.push(name.to_owned());
        let result = read(self);
        self.pointer.pop();
        result
    }

    /// Reads the statement that will be at `position`; `None` when there is
    /// anything wrong with it, of which nothing is kept then but the findings.
    pub(super) fn statement<T>(
        &mut self,
        position: usize,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let (outer, before) = (self.place.clone(), self.count());
        self.place = Place::statement(position);
        let result = read(self).filter(|_| self.count() == before);
        self.place = outer;
        if let (None, Some(spans)) = (&result, &mut self.spans) {
            spans.forget(position);
        }
        result
    }

    /// Notes where the current place stands.
    pub(super) fn note(&mut self, span: Span) {
        if let Some(spans) = &mut self.spans {
            spans.note(self.place.clone(), span);
        }
    }

    pub(super) fn error(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: Option<String>,
    ) -> &mut Finding<At> {
        let mut finding = Finding::error(code, self.at(span), message);
        finding.help = help;
        self.findings.push(finding);
        // INVARIANT: one was pushed in the line before.
        self.findings.last_mut().expect("a finding")
    }

    pub(super) fn at(&self, span: Span) -> At {
        let pointer = self.pointer.iter().map(|name| format!("/{name}")).collect();
        At { span, pointer }
    }

    pub(super) fn missing(&mut self, span: Span, element: &str) {
        let help = format!("add `{element}`");
        self.error(
            Code::MISSING_ELEMENT,
            span,
            format!("`{element}` is missing"),
            Some(help),
        );
    }

    pub(super) fn expected(&mut self, span: Span, words: &str) {
        self.error(Code::WRONG_SHAPE, span, format!("expected {words}"), None);
    }

    pub(super) fn text(&mut self, node: &Node<'_>) -> Option<String> {
        match &node.content {
            Content::Text(text) => Some(text.clone().into_owned()),
            _ => {
                self.expected(node.span, "a string");
                None
            }
        }
    }

    /// A condition value; AWS takes booleans and numbers without quotes.
    pub(super) fn condition_value(&mut self, node: &Node<'_>) -> Option<String> {
        match &node.content {
            Content::Bool(value) => Some(value.to_string()),
            Content::Number(number) => Some(number.clone().into_owned()),
            _ => self.text(node),
        }
    }

    /// One value or a list of them; each is a place.
    pub(super) fn values(
        &mut self,
        node: &Node<'_>,
        read: fn(&mut Self, &Node<'_>) -> Option<String>,
    ) -> BTreeSet<String> {
        self.note(node.span);
        let mut values = BTreeSet::new();
        let mut take = |reader: &mut Self, node: &Node<'_>| {
            if let Some(value) = read(reader, node) {
                if let Some(spans) = &mut reader.spans {
                    spans.note(reader.place.clone().within(&*value), node.span);
                }
                values.insert(value);
            }
        };
        match &node.content {
            Content::List(nodes) => {
                for (position, node) in nodes.iter().enumerate() {
                    self.inside_unnamed(&position.to_string(), |reader| take(reader, node));
                }
            }
            _ => take(self, node),
        }
        values
    }
}
