//! Resources and their attributes.

use serde_json::{Map, Value, json};

/// One resource of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The type, such as `AWS::IAM::Group`.
    pub kind: &'static str,
    /// The properties, in the order a reader wants them.
    pub properties: Map<String, Value>,
    /// What a person who reads the template should know of it.
    pub note: Option<String>,
    /// Whether it stays when the stack goes, or when another takes its place.
    pub retained: bool,
    /// The condition under which it is made.
    pub condition: Option<&'static str>,
    /// Resources that must be there before it, where no property says so.
    pub depends_on: Vec<String>,
    /// What CloudFormation does when an Auto Scaling group changes.
    pub update_policy: Option<Value>,
}

impl Resource {
    /// A resource of a type, without properties.
    #[must_use]
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            properties: Map::new(),
            note: None,
            retained: false,
            condition: None,
            depends_on: Vec::new(),
            update_policy: None,
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

    /// The resource, to be kept whatever happens to the stack: deleting the stack,
    /// removing the resource and replacing it all leave it where it is.
    ///
    /// Source: "DeletionPolicy attribute" and "UpdateReplacePolicy attribute", AWS
    /// CloudFormation Template Reference.
    #[must_use]
    pub fn retained(mut self) -> Self {
        self.retained = true;
        self
    }

    /// The resource after another.
    #[must_use]
    pub fn after(mut self, logical_id: impl Into<String>) -> Self {
        self.depends_on.push(logical_id.into());
        self
    }

    /// The resource with an update policy.
    #[must_use]
    pub fn update_policy(mut self, policy: Value) -> Self {
        self.update_policy = Some(policy);
        self
    }

    /// The resource as CloudFormation takes it.
    #[must_use]
    pub(super) fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("Type".into(), json!(self.kind));
        if let Some(condition) = self.condition {
            members.insert("Condition".into(), json!(condition));
        }
        if self.retained {
            members.insert("DeletionPolicy".into(), json!("Retain"));
            members.insert("UpdateReplacePolicy".into(), json!("Retain"));
        }
        if !self.depends_on.is_empty() {
            members.insert("DependsOn".into(), json!(self.depends_on));
        }
        if let Some(policy) = &self.update_policy {
            members.insert("UpdatePolicy".into(), policy.clone());
        }
        if let Some(note) = &self.note {
            members.insert("Metadata".into(), json!({ "Means": note }));
        }
        members.insert("Properties".into(), json!(self.properties));
        Value::Object(members)
    }
}
