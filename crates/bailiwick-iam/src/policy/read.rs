//! Reading a policy from JSON: strict about elements, easy about AWS's
//! single-or-array forms.

mod values;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use thiserror::Error;

use self::values::{condition_value, expected, object, problem, refuse_unknown, text, texts};
use super::{
    Condition, Effect, Policy, Principal, PrincipalKind, Principals, Selection, Sid, Statement,
    Version,
};

/// A document that is not a policy, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("policy, at `{path}`: {problem}")]
pub struct ReadError {
    /// A JSON pointer such as `/Statement/0/Action`; empty for the document.
    pub path: String,
    /// What is wrong there.
    pub problem: ReadProblem,
}

/// What can be wrong with a policy document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadProblem {
    /// Another kind of value is needed; in words.
    #[error("expected {0}")]
    Expected(&'static str),
    /// The policy language has no such element.
    #[error("unknown element `{0}`")]
    UnknownElement(String),
    /// An element that must be there is not.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// Two elements that exclude each other.
    #[error("`{0}` and `{1}` cannot stand together")]
    Exclusive(&'static str, &'static str),
}

type Result<T> = std::result::Result<T, ReadError>;

impl Policy {
    /// Reads a policy document. `Statement` may be one statement or several,
    /// and every list one value; condition values may be booleans or numbers.
    /// A document without `Version` has the old one, as AWS says.
    ///
    /// # Errors
    /// At the first thing that is not in the grammar, unknown elements included.
    pub fn from_json(document: &Value) -> Result<Self> {
        let elements = object(document, "")?;
        refuse_unknown(elements, "", &["Version", "Id", "Statement"])?;
        let version = match elements.get("Version").map(Value::as_str) {
            None | Some(Some("2008-10-17")) => Version::Old,
            Some(Some("2012-10-17")) => Version::Current,
            Some(_) => return Err(expected("/Version", "2012-10-17 or 2008-10-17")),
        };
        let id = elements.get("Id").map(|id| text(id, "/Id")).transpose()?;
        let statements = match elements.get("Statement") {
            None => return Err(problem("", ReadProblem::Missing("Statement"))),
            Some(Value::Array(statements)) => statements
                .iter()
                .enumerate()
                .map(|(position, value)| statement(value, &format!("/Statement/{position}")))
                .collect::<Result<_>>()?,
            Some(single) => vec![statement(single, "/Statement")?],
        };
        Ok(Self {
            version,
            id,
            statements,
        })
    }
}

fn statement(value: &Value, path: &str) -> Result<Statement> {
    const ELEMENTS: [&str; 9] = [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];
    let elements = object(value, path)?;
    refuse_unknown(elements, path, &ELEMENTS)?;
    let sid = elements
        .get("Sid")
        .map(|sid| text(sid, &format!("{path}/Sid")))
        .transpose()?;
    let effect = match elements.get("Effect").map(Value::as_str) {
        Some(Some("Allow")) => Effect::Allow,
        Some(Some("Deny")) => Effect::Deny,
        Some(_) => return Err(expected(&format!("{path}/Effect"), "Allow or Deny")),
        None => return Err(problem(path, ReadProblem::Missing("Effect"))),
    };
    let principal = one_of(elements, path, ["Principal", "NotPrincipal"])?
        .map(|(negative, value, path)| {
            let principals = principals(value, &path)?;
            Ok(match negative {
                false => Principal::Only(principals),
                true => Principal::AllExcept(principals),
            })
        })
        .transpose()?;
    let action = selection(elements, path, ["Action", "NotAction"])?
        .ok_or_else(|| problem(path, ReadProblem::Missing("Action")))?;
    Ok(Statement {
        sid: sid.filter(|sid| !sid.is_empty()).map(Sid::as_observed),
        effect,
        principal,
        action,
        resource: selection(elements, path, ["Resource", "NotResource"])?,
        condition: match elements.get("Condition") {
            Some(value) => condition(value, &format!("{path}/Condition"))?,
            None => Condition::default(),
        },
    })
}

/// The value of whichever of two exclusive elements is there, and whether it
/// is the second.
fn one_of<'v>(
    elements: &'v Map<String, Value>,
    path: &str,
    [positive, negative]: [&'static str; 2],
) -> Result<Option<(bool, &'v Value, String)>> {
    match (elements.get(positive), elements.get(negative)) {
        (Some(_), Some(_)) => Err(problem(path, ReadProblem::Exclusive(positive, negative))),
        (Some(value), None) => Ok(Some((false, value, format!("{path}/{positive}")))),
        (None, Some(value)) => Ok(Some((true, value, format!("{path}/{negative}")))),
        (None, None) => Ok(None),
    }
}

fn selection(
    elements: &Map<String, Value>,
    path: &str,
    names: [&'static str; 2],
) -> Result<Option<Selection>> {
    let Some((negative, value, path)) = one_of(elements, path, names)? else {
        return Ok(None);
    };
    let patterns = texts(value, &path, text)?;
    Ok(Some(match negative {
        false => Selection::Only(patterns),
        true => Selection::AllExcept(patterns),
    }))
}

fn principals(value: &Value, path: &str) -> Result<Principals> {
    if value.as_str() == Some("*") {
        return Ok(Principals::Everyone);
    }
    let Value::Object(kinds) = value else {
        return Err(expected(path, "`*` or an object of principals by kind"));
    };
    let mut named = BTreeMap::new();
    for (word, names) in kinds {
        let kind = PrincipalKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| problem(path, ReadProblem::UnknownElement(word.clone())))?;
        named.insert(kind, texts(names, &format!("{path}/{word}"), text)?);
    }
    Ok(Principals::Named(named))
}

fn condition(value: &Value, path: &str) -> Result<Condition> {
    let mut condition = Condition::default();
    for (operator, keys) in object(value, path)? {
        let path = format!("{path}/{operator}");
        for (key, values) in object(keys, &path)? {
            let values = texts(values, &format!("{path}/{key}"), condition_value)?;
            condition = condition.and(operator, key, values);
        }
    }
    Ok(condition)
}

#[cfg(test)]
mod tests;
