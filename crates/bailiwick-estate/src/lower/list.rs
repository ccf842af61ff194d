//! Lists, and mappings whose keys are values themselves.

use std::ops::Deref;
use std::slice;

use serde_json::{Value, json};

use super::{Context, Lower, Schemas};
use crate::source::Span;
use crate::yaml::{Kind, Node};

/// A list that may be left out, and that one value alone may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T>(Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> List<T> {
    /// Keeps the items for which `keep` says so.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Lower> Lower for List<T> {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let Kind::Sequence(items) = &node.kind else {
            return T::lower(node, context).map(|only| Self(vec![only]));
        };
        // Every item is read before the first failure counts, so that all are reported.
        let items: Vec<Option<T>> = items.iter().map(|item| T::lower(item, context)).collect();
        items.into_iter().collect::<Option<Vec<T>>>().map(Self)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let item = T::schema(schemas);
        json!({ "anyOf": [item, { "type": "array", "items": item }] })
    }
}

/// A mapping from values to values, in the order it was written: tags, environment
/// variables, seats. It may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs<K, V>(Vec<(K, V)>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Deref for Pairs<K, V> {
    type Target = [(K, V)];

    fn deref(&self) -> &[(K, V)] {
        &self.0
    }
}

impl<'a, K, V> IntoIterator for &'a Pairs<K, V> {
    type Item = &'a (K, V);
    type IntoIter = slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K: Lower, V: Lower> Lower for Pairs<K, V> {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let Kind::Mapping(entries) = &node.kind else {
            context.wrong_shape(node, "keys with values, such as `{ Project: web }`");
            return None;
        };
        let pairs: Vec<Option<(K, V)>> = entries
            .iter()
            .map(|entry| {
                let key = K::lower(&key_node(&entry.key, entry.key_span), context);
                let value = V::lower(&entry.value, context);
                key.zip(value)
            })
            .collect();
        pairs.into_iter().collect::<Option<Vec<_>>>().map(Self)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(schemas: &mut Schemas) -> Value {
        json!({ "type": "object", "additionalProperties": V::schema(schemas) })
    }
}

/// A key as a node, so that it is read as any value is.
fn key_node(key: &str, span: Span) -> Node {
    let kind = Kind::Scalar(crate::yaml::Scalar {
        text: key.to_owned(),
        plain: false,
    });
    Node { span, kind }
}
