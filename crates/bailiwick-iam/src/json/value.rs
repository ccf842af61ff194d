//! A text as a value, with keys that are each there once.

use serde_json::{Map, Value};
use thiserror::Error;

use super::{Content, Node, NotJson, parse};
use crate::finding::Span;

/// Why a text is no value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}, in line {line}, column {column}")]
pub struct ReadError {
    reason: String,
    line: usize,
    column: usize,
}

/// The value that a text is. `serde_json` keeps the last of several members with one key
/// and is silent; here that is a mistake, since who reads another one reads something else.
/// Of numbers the value is kept, not how it was written.
///
/// # Errors
/// When it is not JSON, or an object repeats a key; the error says where.
pub fn value(text: &str) -> Result<Value, ReadError> {
    let read = parse(text).and_then(of_node);
    read.map_err(|NotJson { reason, span }| {
        let before = &text[..span.start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        ReadError {
            reason,
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    })
}

fn of_node(node: Node<'_>) -> Result<Value, NotJson> {
    let wrong = |reason: String, span: Span| Err(NotJson { reason, span });
    Ok(match node.content {
        Content::Null => Value::Null,
        Content::Bool(value) => Value::Bool(value),
        Content::Number(number) => match number.parse() {
            Ok(number) => Value::Number(number),
            Err(_) => return wrong(format!("`{number}` is too large a number"), node.span),
        },
        Content::Text(text) => Value::String(text.into_owned()),
        Content::List(nodes) => {
            Value::Array(nodes.into_iter().map(of_node).collect::<Result<_, _>>()?)
        }
        Content::Object(members) => {
            let mut object = Map::with_capacity(members.len());
            for member in members {
                let key = member.key.into_owned();
                if object.contains_key(&key) {
                    return wrong(format!("`{key}` stands here twice"), member.key_span);
                }
                object.insert(key, of_node(member.value)?);
            }
            Value::Object(object)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_a_mistake_at_any_depth() {
        let error = value("{\"a\": [\n  {\"é\": 1, \"b\": 2,\n   \"\\u0062\": 3}]}").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`b` stands here twice, in line 3, column 4"
        );
        assert!(value(r#"{"a": {"b": 1}, "b": {"a": 1}}"#).is_ok());
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        let told = |text| value(text).unwrap_err().to_string();
        assert_eq!(
            told("{\"a\": 1,}"),
            "trailing commas are not allowed, in line 1, column 8"
        );
        assert_eq!(
            told("[1,\n 1e999]"),
            "`1e999` is too large a number, in line 2, column 2"
        );
        assert!(told("").starts_with("the text is empty"));
    }

    /// Any value whose keys are each there once.
    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            ".{0,5}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(".{0,3}", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_is_what_serde_json_reads(written in any_value()) {
            for text in [written.to_string(), format!("{written:#}")] {
                prop_assert_eq!(value(&text), Ok(written.clone()));
            }
        }
    }
}
