//! Secrets that stand in an estate in clear: what of the tree must not be shown.

use std::collections::HashSet;

use bailiwick_estate::estate::{Root, SECTIONS, SINGLES};
use bailiwick_estate::source::Span;
use bailiwick_estate::yaml::{Kind, Node};

/// The texts in a tree that were written where a secret stands. An alias repeats the
/// text elsewhere, so that it is the text that is remembered and not the place.
pub(crate) fn texts(tree: &Root, secrets: &[Span]) -> HashSet<String> {
    let mut texts = HashSet::new();
    if secrets.is_empty() {
        return texts;
    }
    let secrets = disjoint(secrets);
    let singles = SINGLES.iter().filter_map(|key| tree.single_entry(key));
    let named = SECTIONS.iter().flat_map(|key| tree.section_entries(key));
    for entry in singles.chain(named) {
        gather(&entry.value, &secrets, &mut texts);
    }
    texts
}

/// The spans in order, those that meet made one, so that each can be found by halving.
fn disjoint(secrets: &[Span]) -> Vec<Span> {
    let mut sorted = secrets.to_vec();
    sorted.sort_unstable();
    let mut disjoint: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match disjoint.last_mut() {
            Some(last) if last.source == span.source && span.start <= last.end => {
                last.end = last.end.max(span.end);
            }
            _ => disjoint.push(span),
        }
    }
    disjoint
}

fn gather(node: &Node, secrets: &[Span], texts: &mut HashSet<String>) {
    let secret = |span: Span| {
        let before = |secret: &Span| (secret.source, secret.end) <= (span.source, span.start);
        let next = secrets.get(secrets.partition_point(before));
        next.is_some_and(|next| next.source == span.source && next.start < span.end)
    };
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar(scalar) => {
            if secret(node.span) {
                texts.insert(scalar.text.clone());
            }
        }
        Kind::Sequence(items) => items.iter().for_each(|item| gather(item, secrets, texts)),
        Kind::Mapping(entries) => {
            for entry in entries {
                if secret(entry.key_span) {
                    texts.insert(entry.key.clone());
                }
                gather(&entry.value, secrets, texts);
            }
        }
    }
}
