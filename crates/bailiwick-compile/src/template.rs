//! CloudFormation templates as values.
//!
//! Owns: templates, parameters, resources, outputs, logical ids, and how they are written
//! as YAML. Refuses: intrinsic functions that compute what the compiler can compute itself.
//!
//! Source: "CloudFormation template sections" and "resource attribute reference",
//! AWS CloudFormation Template Reference.

mod logical_id;
mod output;
mod parameter;
mod resource;
mod text;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

pub use logical_id::LogicalIds;
pub use output::Output;
pub use parameter::{Parameter, ParameterKind};
pub use resource::Resource;
pub use text::{ACCOUNT_ID, PARTITION, reference, substitute, substituted, text};

/// How many resources one template may have ("CloudFormation quotas").
pub const MOST_RESOURCES: usize = 500;

/// One CloudFormation template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What the stack is for, up to 1,024 bytes.
    pub description: String,
    /// The parameters by name: what is known only where the stack is deployed.
    pub parameters: BTreeMap<String, Parameter>,
    /// The conditions by name.
    pub conditions: BTreeMap<String, Value>,
    /// The resources by logical id.
    pub resources: BTreeMap<String, Resource>,
    /// The outputs by name: what other stacks and people need of this one. A parameter of
    /// another stack that has the same name takes its value from here.
    pub outputs: BTreeMap<String, Output>,
}

impl Template {
    /// A template with nothing in it yet.
    #[must_use]
    pub fn new(description: impl Into<String>) -> Self {
        Self {
            description: description.into(),
            ..Self::default()
        }
    }

    /// Adds a resource.
    pub fn add(&mut self, id: impl Into<String>, resource: Resource) {
        self.resources.insert(id.into(), resource);
    }

    /// Adds a parameter, and returns what stands for its value.
    pub fn parameter(&mut self, name: &str, parameter: Parameter) -> Value {
        self.parameters.insert(name.to_owned(), parameter);
        reference(name)
    }

    /// Adds an output.
    pub fn output(&mut self, name: &str, description: &str, value: Value) {
        let output = Output::new(description, value);
        self.outputs.insert(name.to_owned(), output);
    }

    /// The template as CloudFormation takes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("AWSTemplateFormatVersion".into(), json!("2010-09-09"));
        members.insert("Description".into(), json!(self.description));
        let sections = [
            ("Parameters", section(&self.parameters, Parameter::to_json)),
            ("Conditions", section(&self.conditions, Value::clone)),
            ("Resources", section(&self.resources, Resource::to_json)),
            ("Outputs", section(&self.outputs, Output::to_json)),
        ];
        for (name, entries) in sections {
            if name == "Resources" || !entries.is_empty() {
                members.insert(name.into(), Value::Object(entries));
            }
        }
        Value::Object(members)
    }
}

fn section<T>(entries: &BTreeMap<String, T>, write: fn(&T) -> Value) -> Map<String, Value> {
    let entries = entries.iter();
    entries
        .map(|(name, entry)| (name.clone(), write(entry)))
        .collect()
}
