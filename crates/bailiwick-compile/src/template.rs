//! CloudFormation templates as values.
//!
//! Owns: templates, resources, logical ids, and how they are written as YAML. Refuses:
//! intrinsic functions that compute what the compiler can compute itself.
//!
//! Source: "CloudFormation template sections" and "resource attribute reference",
//! AWS CloudFormation Template Reference.

mod logical_id;
mod text;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

pub use logical_id::LogicalIds;
pub use text::{ACCOUNT_ID, PARTITION, text};

/// How many resources one template may have ("CloudFormation quotas").
pub const MOST_RESOURCES: usize = 500;

/// One CloudFormation template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What the stack is for, up to 1,024 bytes.
    pub description: String,
    /// The resources by logical id.
    pub resources: BTreeMap<String, Resource>,
}

/// One resource of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The type, such as `AWS::IAM::Group`.
    pub kind: &'static str,
    /// The properties, in the order a reader wants them.
    pub properties: Map<String, Value>,
    /// What a person who reads the template should know of it.
    pub note: Option<String>,
}

impl Resource {
    /// A resource of a type, without properties.
    #[must_use]
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            properties: Map::new(),
            note: None,
        }
    }

    /// The resource with one more property. An empty list, mapping or null adds none.
    #[must_use]
    pub fn with(mut self, property: &str, value: Value) -> Self {
        let empty = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !empty {
            self.properties.insert(property.to_owned(), value);
        }
        self
    }

    /// The resource with a note for its reader.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl Template {
    /// The template as CloudFormation takes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let resource = |resource: &Resource| {
            let mut members = Map::new();
            members.insert("Type".into(), json!(resource.kind));
            if let Some(note) = &resource.note {
                members.insert("Metadata".into(), json!({ "Means": note }));
            }
            members.insert("Properties".into(), json!(resource.properties));
            Value::Object(members)
        };
        let resources: Map<String, Value> = self
            .resources
            .iter()
            .map(|(id, value)| (id.clone(), resource(value)))
            .collect();
        json!({
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": self.description,
            "Resources": resources,
        })
    }
}
