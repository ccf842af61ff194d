//! A template as `aws cloudformation get-template` prints it: an object where it was JSON,
//! a text where it was YAML.

use std::collections::BTreeMap;

use bailiwick_estate::code::Code;
use bailiwick_estate::source::{Source, Sources};
use bailiwick_estate::yaml::{self, Kind, LIMITS, Node};
use serde_json::Value;

/// The values that keep a resource, or what was in it
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html>).
const KEEPS: [&str; 3] = ["Retain", "RetainExceptOnCreate", "Snapshot"];

/// What a template says of one resource.
pub(super) struct Declared {
    /// Its type.
    pub(super) kind: String,
    /// Whether it stays when it leaves the stack, and when it is replaced.
    pub(super) stays: bool,
}

/// The resources of a template by logical id; `None` when it cannot be read.
pub(super) fn resources(body: &Value) -> Option<BTreeMap<String, Declared>> {
    if let Value::String(text) = body {
        return of_text(text);
    }
    let resources = body.get("Resources")?.as_object()?.iter();
    let resources = resources.map(|(id, resource)| {
        let attribute = |name: &str| resource.get(name).and_then(Value::as_str);
        (id.clone(), declared(attribute))
    });
    Some(resources.collect())
}

fn of_text(text: &str) -> Option<BTreeMap<String, Declared>> {
    let sources = Sources::new(vec![Source {
        path: "template.yaml".to_owned(),
        text: text.to_owned(),
    }]);
    let (source, file) = sources.iter().next()?;
    let mut diagnostics = Vec::new();
    let root = yaml::parse(source, &file.text, LIMITS, &mut 0, &mut diagnostics).ok()??;
    // Tags, such as `!Sub`, mean something here, and nothing to what is looked for.
    if diagnostics.iter().any(|one| one.code == Code::SYNTAX) {
        return None;
    }
    let Kind::Mapping(resources) = &root.get("Resources")?.value.kind else {
        return None;
    };
    let resources = resources.iter().map(|entry| {
        let attribute = |name: &str| scalar(&entry.value.get(name)?.value);
        (entry.key.clone(), declared(attribute))
    });
    Some(resources.collect())
}

fn declared<'t>(attribute: impl Fn(&str) -> Option<&'t str>) -> Declared {
    let keeps = |name| attribute(name).is_some_and(|policy| KEEPS.contains(&policy));
    Declared {
        kind: attribute("Type").unwrap_or_default().to_owned(),
        stays: keeps("DeletionPolicy") && keeps("UpdateReplacePolicy"),
    }
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}
