//! Secrets in a JSON document, by the names that their values have.

use bailiwick_estate::{is_secret_value, secret_words, secrets_in};
use serde_json::Value;

/// The names of the values that are secrets: of members (`Password: …`), of pairs of a name
/// and a value as environments are written, and among the words of commands.
pub(super) fn secrets(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    walk(value, &mut names);
    names
}

/// What is a secret in a text: by its form, or among the words of its lines.
pub(super) fn in_text(text: &str) -> Vec<String> {
    let forms = secrets_in(text).into_iter().map(str::to_owned);
    let words = text.lines().flat_map(secret_words);
    forms
        .chain(words.map(|name| format!("the value of `{name}`")))
        .collect()
}

fn walk(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, names)),
        Value::Object(members) => {
            let text = |keys: [&str; 2]| {
                let found = keys.into_iter().find_map(|key| members.get(key));
                found.and_then(Value::as_str)
            };
            if let (Some(name), Some(value)) = (text(["Name", "name"]), text(["Value", "value"]))
                && is_secret_value(name, value)
            {
                names.push(name.to_owned());
            }
            for (key, member) in members {
                if member
                    .as_str()
                    .is_some_and(|text| is_secret_value(key, text))
                {
                    names.push(key.clone());
                }
                walk(member, names);
            }
        }
        Value::String(text) => names.extend(text.lines().flat_map(secret_words).map(str::to_owned)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
