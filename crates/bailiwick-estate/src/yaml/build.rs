//! The tree builder: a stack of what is open, so that depth costs no call stack.

use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle, Tag};

use super::node::{Entry, Kind, Node, Scalar};
use super::parse::{Limits, Refusal};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// A node that can be named again, and how many nodes it holds.
struct Anchored {
    node: Node,
    size: usize,
}

enum Open {
    Sequence { items: Vec<Node> },
    Mapping(OpenMapping),
}

#[derive(Default)]
struct OpenMapping {
    entries: Vec<Entry>,
    /// Where each key was written: the entries' index, so that long mappings cost no more.
    keys: HashMap<String, Span>,
    /// The key whose value comes next.
    pending: Option<Node>,
    /// What stood under `<<`.
    merges: Vec<Node>,
}

struct Frame {
    open: Open,
    start: Span,
    anchor: usize,
    size: usize,
}

/// What is said of a node when it is put in its place.
struct Place {
    anchor: usize,
    size: usize,
    charge: usize,
    line: usize,
}

impl Place {
    fn one(line: usize) -> Self {
        Self {
            anchor: 0,
            size: 1,
            charge: 1,
            line,
        }
    }
}

pub(super) struct Builder<'n> {
    limits: Limits,
    stack: Vec<Frame>,
    anchors: HashMap<usize, Anchored>,
    nodes: &'n mut usize,
    root: Option<Node>,
    /// Where the last child or closing bracket ended: block collections end there.
    last_end: Span,
}

impl<'n> Builder<'n> {
    pub(super) fn new(source: SourceId, limits: Limits, nodes: &'n mut usize) -> Self {
        Self {
            limits,
            stack: Vec::new(),
            anchors: HashMap::new(),
            nodes,
            root: None,
            last_end: Span {
                source,
                start: 0,
                end: 0,
            },
        }
    }

    pub(super) fn finish(self) -> Option<Node> {
        self.root.filter(|root| root.kind != Kind::Null)
    }

    pub(super) fn event(
        &mut self,
        event: Event<'_>,
        span: Span,
        line: usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Refusal> {
        refuse_tag(event.tag(), span, diagnostics);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let kind = match &*text {
                    "" | "~" | "null" if plain => Kind::Null,
                    _ => Kind::Scalar(Scalar {
                        text: text.into_owned(),
                        plain,
                    }),
                };
                self.last_end = span;
                let place = Place {
                    anchor,
                    ..Place::one(line)
                };
                self.place(Node { span, kind }, place, diagnostics)
            }
            Event::SequenceStart(_, anchor, _) => {
                let items = Vec::new();
                self.open(Open::Sequence { items }, span, anchor, line)
            }
            Event::MappingStart(_, anchor, _) => {
                let open = Open::Mapping(OpenMapping::default());
                self.open(open, span, anchor, line)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span, line, diagnostics),
            Event::Alias(id) => {
                self.last_end = span;
                let Some(anchored) = self.anchors.get(&id) else {
                    diagnostics.push(
                        Diagnostic::error(
                            Code::UNKNOWN_ANCHOR,
                            span,
                            "this alias names the very value it stands in",
                        )
                        .help("an alias may only name a value that is complete before it"),
                    );
                    let kind = Kind::Null;
                    return self.place(Node { span, kind }, Place::one(line), diagnostics);
                };
                let limit = self.limits.nodes;
                if *self.nodes + anchored.size > limit {
                    return Err(Refusal::TooLarge { line, limit });
                }
                let (kind, size) = (anchored.node.kind.clone(), anchored.size);
                let place = Place {
                    size,
                    charge: size,
                    ..Place::one(line)
                };
                self.place(Node { span, kind }, place, diagnostics)
            }
            Event::UnresolvedAlias(name) => {
                self.last_end = span;
                diagnostics.push(
                    Diagnostic::error(
                        Code::UNKNOWN_ANCHOR,
                        span,
                        format!("no anchor `&{name}` stands before this alias"),
                    )
                    .help(format!(
                        "write `&{name}` before the value to repeat, in this file; a text that starts with `*` needs quotes"
                    )),
                );
                let kind = Kind::Null;
                self.place(Node { span, kind }, Place::one(line), diagnostics)
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, open: Open, start: Span, anchor: usize, line: usize) -> Result<(), Refusal> {
        let limit = self.limits.depth;
        if self.stack.len() >= limit {
            return Err(Refusal::TooDeep { line, limit });
        }
        self.last_end = start;
        self.stack.push(Frame {
            open,
            start,
            anchor,
            size: 1,
        });
        Ok(())
    }

    fn close(
        &mut self,
        end: Span,
        line: usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Refusal> {
        let Some(frame) = self.stack.pop() else {
            return Ok(());
        };
        // A closing bracket has a width; the end of a block collection has none,
        // and lies wherever the next thing starts.
        if end.end > end.start {
            self.last_end = end;
        }
        let span = Span {
            end: self.last_end.end.max(frame.start.end),
            ..frame.start
        };
        let kind = match frame.open {
            Open::Sequence { items } => Kind::Sequence(items),
            Open::Mapping(mapping) => Kind::Mapping(mapping.close(diagnostics)),
        };
        let node = Node { span, kind };
        let place = Place {
            anchor: frame.anchor,
            size: frame.size,
            ..Place::one(line)
        };
        self.place(node, place, diagnostics)
    }

    /// Puts a finished node where it belongs: into what is open, or at the root.
    ///
    /// `size` is how many nodes it holds, `charge` how many of them are new: an
    /// alias brings all of its target, and an anchor keeps a copy of its node.
    fn place(
        &mut self,
        node: Node,
        Place {
            anchor,
            size,
            charge,
            line,
        }: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Refusal> {
        let limit = self.limits.nodes;
        *self.nodes += charge + if anchor == 0 { 0 } else { size };
        if *self.nodes > limit {
            return Err(Refusal::TooLarge { line, limit });
        }
        if anchor != 0 {
            let node = node.clone();
            self.anchors.insert(anchor, Anchored { node, size });
        }
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.size += size;
        match &mut frame.open {
            Open::Sequence { items } => items.push(node),
            Open::Mapping(mapping) => match mapping.pending.take() {
                None => mapping.pending = Some(node),
                Some(key) => mapping.add(key, node, diagnostics),
            },
        }
        Ok(())
    }
}

impl OpenMapping {
    fn add(&mut self, key: Node, value: Node, diagnostics: &mut Vec<Diagnostic>) {
        let Kind::Scalar(scalar) = key.kind else {
            diagnostics.push(
                Diagnostic::error(
                    Code::UNSUPPORTED_YAML,
                    key.span,
                    "a key must be a word or a text",
                )
                .help("text that starts with `{`, `[`, `*`, `&` or `!` needs quotes"),
            );
            return;
        };
        if scalar.plain && scalar.text == "<<" {
            self.merges.push(value);
            return;
        }
        if let Some(first) = self.keys.get(&scalar.text) {
            diagnostics.push(
                Diagnostic::error(
                    Code::DUPLICATE_KEY,
                    key.span,
                    format!("`{}` stands twice in one mapping", scalar.text),
                )
                .related(*first, "first written here")
                .help("keep one of the two, or merge what they say"),
            );
            return;
        }
        self.keys.insert(scalar.text.clone(), key.span);
        self.entries.push(Entry {
            key: scalar.text,
            key_span: key.span,
            value,
        });
    }

    /// Adds what `<<` brings: keys that the mapping does not say itself, the first merge first.
    fn close(mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
        let sources = self.merges.into_iter().flat_map(|node| match node.kind {
            Kind::Sequence(items) => items,
            _ => vec![node],
        });
        for source in sources {
            let Kind::Mapping(merged) = source.kind else {
                diagnostics.push(
                    Diagnostic::error(
                        Code::UNSUPPORTED_YAML,
                        source.span,
                        format!("`<<` merges mappings, this is {}", source.noun()),
                    )
                    .help("write `<<: *name`, where `&name` marks a mapping"),
                );
                continue;
            };
            for entry in merged {
                if !self.keys.contains_key(&entry.key) {
                    self.keys.insert(entry.key.clone(), entry.key_span);
                    self.entries.push(entry);
                }
            }
        }
        self.entries
    }
}

/// Tags such as `!Ref` mean nothing here; the core ones are fine.
fn refuse_tag(tag: Option<&Tag>, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(tag) = tag
        && tag.core_suffix().is_none()
    {
        diagnostics.push(
            Diagnostic::error(
                Code::UNSUPPORTED_YAML,
                span,
                format!("the tag `{tag}` means nothing in an estate"),
            )
            .help("leave the tag out; a text that starts with `!` needs quotes"),
        );
    }
}
