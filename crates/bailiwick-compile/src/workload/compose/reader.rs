//! Nodes to texts, lists and mappings, with a complaint where they are none.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Spanned;
use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Entry, Kind, Node};

use super::interpolation::{Worded, interpolate};

/// Reads nodes of one file, and collects what is wrong with it.
pub(super) struct Reader<'d> {
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Says that something is not as the Compose specification has it.
    pub(super) fn shape(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics
            .push(Diagnostic::error(Code::COMPOSE_SHAPE, span, message).help(help));
    }

    /// Says that ECS does not do something.
    pub(super) fn not_on_ecs(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics
            .push(Diagnostic::error(Code::NOT_ON_ECS, span, message).help(help));
    }

    /// The entries of a mapping.
    pub(super) fn entries<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Entry]> {
        match &node.kind {
            Kind::Mapping(entries) => Some(entries),
            Kind::Null => Some(&[]),
            _ => {
                let message = format!("expected {what}, found {}", node.noun());
                self.shape(node.span, message, "write a mapping");
                None
            }
        }
    }

    /// The items of a list; one value alone is a list of one.
    pub(super) fn items<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            Kind::Sequence(items) => items,
            Kind::Null => &[],
            _ => std::slice::from_ref(node),
        }
    }

    /// A text, with the variables in it.
    pub(super) fn worded(&mut self, node: &Node, what: &str) -> Option<Worded> {
        let Kind::Scalar(scalar) = &node.kind else {
            let message = format!("expected {what}, found {}", node.noun());
            self.shape(node.span, message, "write one value");
            return None;
        };
        match interpolate(&scalar.text) {
            Ok((text, asks)) => Some(Worded {
                text,
                asks,
                span: node.span,
            }),
            Err(complaint) => {
                let help = "write a variable as `${NAME}`, a dollar sign as `$$`";
                self.shape(node.span, complaint, help);
                None
            }
        }
    }

    /// A text in which every variable has a value.
    pub(super) fn text(&mut self, node: &Node, what: &str) -> Option<Spanned<String>> {
        let worded = self.worded(node, what)?;
        if let Some(variable) = worded.asks.first() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::VARIABLE_WITHOUT_VALUE,
                    worded.span,
                    format!("`{variable}` has no value where the workload is compiled"),
                )
                .help(format!("give it one: `${{{variable}:-value}}`")),
            );
            return None;
        }
        Some(Spanned {
            value: worded.text,
            span: worded.span,
        })
    }

    /// A boolean.
    pub(super) fn boolean(&mut self, node: &Node) -> Option<bool> {
        let text = self.text(node, "`true` or `false`")?;
        match text.value.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let message = format!("expected `true` or `false`, found `{other}`");
                self.shape(text.span, message, "write one of them, without quotes");
                None
            }
        }
    }

    /// What a program is called with: a list of words, or a line that a shell would split.
    pub(super) fn words(&mut self, node: &Node, what: &str) -> Option<Spanned<Vec<String>>> {
        let value = match &node.kind {
            Kind::Sequence(items) => {
                let words = items.iter().map(|item| self.text(item, what));
                let words: Vec<_> = words.collect();
                let words: Option<Vec<_>> = words.into_iter().collect();
                words?.into_iter().map(|word| word.value).collect()
            }
            _ => {
                let line = self.text(node, what)?;
                let Some(words) = shlex::split(&line.value) else {
                    let message = "a quote in this line is never closed".to_owned();
                    self.shape(line.span, message, "close it, or write the words as a list");
                    return None;
                };
                words
            }
        };
        Some(Spanned {
            value,
            span: node.span,
        })
    }

    /// Pairs written as a mapping or as a list of `NAME=value`; a name alone has no value.
    pub(super) fn pairs(&mut self, node: &Node) -> Vec<(String, Span, Option<Worded>)> {
        let mut pairs = Vec::new();
        match &node.kind {
            Kind::Mapping(entries) => {
                for Entry {
                    key,
                    key_span,
                    value,
                } in entries
                {
                    let value = match value.kind {
                        Kind::Null => None,
                        _ => self.worded(value, "a value"),
                    };
                    pairs.push((key.clone(), *key_span, value));
                }
            }
            _ => {
                for item in self.items(node) {
                    let Some(line) = self.worded(item, "`NAME=value`") else {
                        continue;
                    };
                    let (name, value) = match line.text.split_once('=') {
                        Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                        None => (line.text.clone(), None),
                    };
                    let value = value.map(|text| Worded { text, ..line });
                    pairs.push((name, item.span, value));
                }
            }
        }
        pairs
    }
}
