//! The JSON Schema (draft 2020-12) of the language, gathered from the same
//! descriptions that read it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Lower;
use super::record::{ASSUMED, field_key};

/// The definitions gathered so far.
#[derive(Debug, Default)]
pub struct Schemas {
    definitions: BTreeMap<String, Value>,
}

/// A field of a record, for its schema.
#[derive(Debug)]
pub struct FieldSchema {
    key: &'static str,
    required: bool,
    schema: Value,
}

impl FieldSchema {
    /// The field's key and schema.
    #[must_use]
    pub fn into_property(self) -> (&'static str, Value) {
        (self.key, self.schema)
    }
}

/// Describes one field; the implementation behind `record!`.
pub fn schema_field<T: Lower>(
    schemas: &mut Schemas,
    key: &'static str,
    meaning: &[&str],
) -> FieldSchema {
    let mut schema = T::schema(schemas);
    if let Value::Object(object) = &mut schema {
        object.insert("description".into(), json!(prose(meaning)));
    }
    FieldSchema {
        key: field_key(key),
        required: T::absent().is_none(),
        schema,
    }
}

impl Schemas {
    /// Defines a record once, and returns a reference to it.
    pub fn record(
        &mut self,
        name: &str,
        doc: &[&str],
        fields: impl FnOnce(&mut Self) -> Vec<FieldSchema>,
    ) -> Value {
        self.define(name, |schemas| {
            let fields = fields(schemas);
            let mut properties = Map::new();
            let mut required = Vec::new();
            for field in fields {
                if field.required {
                    required.push(field.key);
                }
                properties.insert(field.key.to_owned(), field.schema);
            }
            properties.insert(
                ASSUMED.into(),
                json!({
                    "type": "object",
                    "additionalProperties": { "type": "string" },
                    "description": "Fields of this record that no document states: each with why it is assumed.",
                }),
            );
            let kind = if required.is_empty() { json!(["object", "null"]) } else { json!("object") };
            json!({
                "description": prose(doc),
                "type": kind,
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            })
        })
    }

    /// Defines anything once, and returns a reference to it.
    pub fn define(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            // The place is taken first, so that a record may hold itself.
            self.definitions.insert(name.to_owned(), Value::Null);
            let schema = schema(self);
            self.definitions.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// The definitions, by name.
    #[must_use]
    pub fn into_definitions(self) -> Map<String, Value> {
        self.definitions.into_iter().collect()
    }
}

/// Doc comment lines as prose: lines joined, paragraphs kept.
pub(crate) fn prose(lines: &[&str]) -> String {
    let mut prose = String::new();
    for line in lines.iter().map(|line| line.trim()) {
        if line.is_empty() {
            prose.push_str("\n\n");
        } else {
            if !prose.is_empty() && !prose.ends_with('\n') {
                prose.push(' ');
            }
            prose.push_str(line);
        }
    }
    prose
}
