//! Writing what one policy says; `crates/bailiwick-iam/data/README.md` describes its lines.
//!
//! What has no meaning for a decision is left out: labels of statements, and the order of
//! values. Whatever these lines have no place for fails the generation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

/// What every document must say of itself.
const VERSION: &str = "2012-10-17";

/// Writes the lines of a document.
pub(super) fn write(text: &mut String, document: &Value) -> Result<()> {
    let document = document.as_object().context("a document is an object")?;
    for (element, value) in document {
        match element.as_str() {
            "Version" => ensure!(value == VERSION, "a document of version {value}"),
            "Statement" => {}
            other => bail!("nothing is known of the element {other}"),
        }
    }
    ensure!(
        document.contains_key("Version"),
        "a document without version"
    );
    for statement in list(document.get("Statement").context("no statement")?) {
        let statement = statement.as_object().context("a statement is an object")?;
        write_statement(text, statement)?;
    }
    Ok(())
}

fn write_statement(text: &mut String, statement: &Map<String, Value>) -> Result<()> {
    const KNOWN: [&str; 7] = [
        "Sid",
        "Effect",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];
    for element in statement.keys() {
        ensure!(
            KNOWN.contains(&element.as_str()),
            "nothing is known of the element {element}"
        );
    }
    let effect = match statement.get("Effect").and_then(Value::as_str) {
        Some("Allow") => 'A',
        Some("Deny") => 'D',
        other => bail!("the effect {other:?}"),
    };
    let (sign, resources) = selection(statement, "Resource", "NotResource")?;
    writeln!(text, "{effect}{sign}\t{}", fields(&resources)?)?;
    let (sign, actions) = selection(statement, "Action", "NotAction")?;
    let mut services: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for action in &actions {
        let (service, name) = action.split_once(':').unwrap_or((action, ""));
        ensure!(!name.contains(' '), "the action {action}");
        services.entry(service).or_default().push(name);
    }
    for (service, names) in services {
        writeln!(text, "a{sign}\t{service}\t{}", names.join(" "))?;
    }
    let nothing = Value::Object(Map::new());
    let condition = statement.get("Condition").unwrap_or(&nothing);
    for (operator, keys) in condition.as_object().context("a condition is an object")? {
        let keys = keys.as_object().context("an operator without keys")?;
        for (key, values) in keys {
            let values = fields(&texts(values)?)?;
            writeln!(text, "c\t{operator}\t{key}\t{values}")?;
        }
    }
    Ok(())
}

/// The patterns of an element, or, behind `!`, of its opposite.
fn selection(
    statement: &Map<String, Value>,
    only: &str,
    all_except: &str,
) -> Result<(&'static str, BTreeSet<String>)> {
    match (statement.get(only), statement.get(all_except)) {
        (Some(patterns), None) => Ok(("", texts(patterns)?)),
        (None, Some(patterns)) => Ok(("!", texts(patterns)?)),
        _ => bail!("neither {only} nor {all_except}, or both"),
    }
}

fn texts(value: &Value) -> Result<BTreeSet<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        other => bail!("{other} is no text"),
    };
    let texts: BTreeSet<String> = list(value).iter().map(text).collect::<Result<_>>()?;
    ensure!(!texts.is_empty(), "a list of nothing");
    Ok(texts)
}

fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}

/// Texts beside each other; none of them may break the line.
fn fields(texts: &BTreeSet<String>) -> Result<String> {
    for text in texts {
        ensure!(
            !text.contains(['\t', '\n']),
            "`{text}` cannot stand in a field"
        );
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Ok(texts.join("\t"))
}
