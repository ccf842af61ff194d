//! The reference of the language, made from its JSON Schema.

use serde_json::{Map, Value};

/// `docs/reference.md`: every section and every record with its fields.
pub(crate) fn reference(schema: &Value) -> String {
    let mut text = "# The language: every section and every field\n\nMade from the JSON Schema by a test: edit the records in `crates/bailiwick-estate/src/model/`.\nFields in **bold** must be there. Every record may also have `assumed`, which says of a field\nthat no document states it, and why it is assumed.\n\n## Sections of an estate\n\n".to_owned();
    text += &table(&schema["properties"], &[], true);
    for (name, definition) in members(&schema["$defs"]) {
        text += &format!("\n## {name}\n\n{}\n\n", prose(definition));
        if let Some(words) = definition.get("oneOf").and_then(Value::as_array) {
            text += &alternatives(words);
        } else {
            let required: Vec<&str> = definition["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            text += &table(&definition["properties"], &required, false);
        }
    }
    text
}

fn table(properties: &Value, required: &[&str], sections: bool) -> String {
    let heading = if sections { "section" } else { "field" };
    let mut text = format!("| {heading} | holds | |\n|---|---|---|\n");
    for (name, property) in members(properties) {
        if name == "assumed" {
            continue;
        }
        let shown = match required.contains(&name.as_str()) {
            true => format!("**`{name}`**"),
            false => format!("`{name}`"),
        };
        text += &format!("| {shown} | {} | {} |\n", kind(property), prose(property));
    }
    text
}

fn alternatives(words: &[Value]) -> String {
    let mut text = String::new();
    for word in words {
        match word.get("const").and_then(Value::as_str) {
            Some(constant) => text += &format!("- `{constant}`: {}\n", prose(word)),
            None => text += &format!("- {}\n", kind(word)),
        }
    }
    text
}

/// What stands in a field, in a few words.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some([one, many]) = schema
        .get("anyOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        return match many.get("items") {
            Some(_) => format!("{}, one or a list", kind(one)),
            None => format!("{} or {}", kind(one), kind(many)),
        };
    }
    if let Some(value) = schema
        .get("additionalProperties")
        .filter(|value| value.is_object())
    {
        return format!("names, each with {}", kind(value));
    }
    if let Some(example) = schema.pointer("/examples/0").and_then(Value::as_str) {
        return format!("like `{example}`");
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => "`true` or `false`".to_owned(),
        _ => "text".to_owned(),
    }
}

fn prose(schema: &Value) -> String {
    let text = schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    text.replace('\n', " ").replace('|', "\\|")
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flat_map(Map::iter)
}
