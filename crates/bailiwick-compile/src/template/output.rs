//! Outputs: what other stacks and people need of a stack.

use serde_json::{Value, json};

/// One output of a template. It is not exported: an export that another stack imports can
/// neither change nor go ("Outputs", AWS CloudFormation User Guide).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// What it is.
    pub description: String,
    /// The value.
    pub value: Value,
}

impl Output {
    /// An output.
    #[must_use]
    pub fn new(description: impl Into<String>, value: Value) -> Self {
        Self {
            description: description.into(),
            value,
        }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({ "Description": self.description, "Value": self.value })
    }
}
