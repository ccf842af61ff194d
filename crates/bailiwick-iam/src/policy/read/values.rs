//! The plain values a policy document is made of: texts, lists, objects.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{ReadError, ReadProblem, Result};

/// A condition value; AWS takes booleans and numbers without quotes.
pub(super) fn condition_value(value: &Value, path: &str) -> Result<String> {
    match value {
        Value::Bool(value) => Ok(value.to_string()),
        Value::Number(value) => Ok(value.to_string()),
        other => text(other, path),
    }
}

pub(super) fn texts(
    value: &Value,
    path: &str,
    read: fn(&Value, &str) -> Result<String>,
) -> Result<BTreeSet<String>> {
    match value {
        Value::Array(values) => values
            .iter()
            .enumerate()
            .map(|(position, value)| read(value, &format!("{path}/{position}")))
            .collect(),
        single => Ok(BTreeSet::from([read(single, path)?])),
    }
}

pub(super) fn text(value: &Value, path: &str) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        _ => Err(expected(path, "a string")),
    }
}

pub(super) fn object<'v>(value: &'v Value, path: &str) -> Result<&'v Map<String, Value>> {
    value.as_object().ok_or_else(|| expected(path, "an object"))
}

pub(super) fn refuse_unknown(
    elements: &Map<String, Value>,
    path: &str,
    known: &[&str],
) -> Result<()> {
    match elements.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(problem(path, ReadProblem::UnknownElement(name.clone()))),
        None => Ok(()),
    }
}

pub(super) fn expected(path: &str, words: &'static str) -> ReadError {
    problem(path, ReadProblem::Expected(words))
}

pub(super) fn problem(path: &str, problem: ReadProblem) -> ReadError {
    ReadError {
        path: path.to_owned(),
        problem,
    }
}
