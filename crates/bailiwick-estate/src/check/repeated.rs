//! Finding what stands twice; no rule of its own.

use std::collections::BTreeMap;

use crate::source::Span;

/// Every item whose key an earlier one has already, with where that earlier one stands.
/// Earlier means by file, then by position.
pub(super) fn repeated<'i, I, K: Ord>(
    items: impl IntoIterator<Item = (K, Span, I)>,
) -> Vec<(Span, Span, I)>
where
    I: 'i,
{
    let mut items: Vec<_> = items.into_iter().collect();
    items.sort_by_key(|(_, span, _)| *span);
    let mut first: BTreeMap<K, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for (key, span, item) in items {
        match first.get(&key) {
            Some(first) => found.push((span, *first, item)),
            None => {
                first.insert(key, span);
            }
        }
    }
    found
}
