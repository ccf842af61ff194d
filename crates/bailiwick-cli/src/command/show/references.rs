//! Who names a thing: every place in the estate that refers to it.

use std::collections::HashSet;

use bailiwick_estate::estate::{SECTIONS, SINGLES};
use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Entry, Kind, Node};

use super::find::Subject;
use crate::front::Front;
use crate::render::outline::{Field, Item};

/// What refers to the subject, each with the fields that do and where the first stands.
pub(super) fn referrers(front: &Front, subject: &Subject<'_>) -> Vec<Field> {
    let spans: HashSet<Span> = front
        .references
        .iter()
        .filter(|reference| Some(reference.section) == subject.section)
        .filter(|reference| reference.name == subject.entry.key)
        .map(|reference| reference.span)
        .collect();
    if spans.is_empty() {
        return Vec::new();
    }
    let singles = SINGLES
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), front.tree.single_entry(key)?)));
    let named = SECTIONS.iter().flat_map(|section| {
        let entries = front.tree.section_entries(section).iter();
        entries.map(move |entry| (format!("{section}/{}", entry.key), entry))
    });
    singles
        .chain(named)
        .filter_map(|(name, entry)| referrer(front, &spans, name, entry))
        .collect()
}

fn referrer(front: &Front, spans: &HashSet<Span>, name: String, entry: &Entry) -> Option<Field> {
    let mut search = Search {
        spans,
        path: Vec::new(),
        found: Vec::new(),
    };
    search.node(&entry.value);
    let first = search.found.first()?.1;
    let mut fields: Vec<String> = search.found.into_iter().map(|(path, _)| path).collect();
    fields.dedup();
    Some(Field {
        place: Some(front.place(first)),
        ..Field::new(name, Item::Text(fields.join(", ")))
    })
}

struct Search<'a> {
    spans: &'a HashSet<Span>,
    path: Vec<&'a str>,
    /// The path of fields to each place, and the place.
    found: Vec<(String, Span)>,
}

impl<'a> Search<'a> {
    fn node(&mut self, node: &'a Node) {
        match &node.kind {
            Kind::Null => {}
            Kind::Scalar(_) => self.place(node.span),
            Kind::Sequence(items) => items.iter().for_each(|item| self.node(item)),
            Kind::Mapping(entries) => {
                for entry in entries {
                    self.place(entry.key_span);
                    self.path.push(&entry.key);
                    self.node(&entry.value);
                    self.path.pop();
                }
            }
        }
    }

    fn place(&mut self, span: Span) {
        if self.spans.contains(&span) {
            self.found.push((self.path.join(" "), span));
        }
    }
}
