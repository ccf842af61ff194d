//! Lists and texts of the output, and what is wrong with them.
//!
//! AWS requires none of the lists of an entry
//! (<https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/iam/aws.sdk.kotlin.services.iam.model/-user-detail/user-policy-list.html>), and leaves out
//! what was filtered away: one that is not there is empty. What is there and is no list is a
//! damaged file, and nobody knows what it held.

use serde_json::Value;

use super::{ReadError, Result};

/// The entries of a list of the value at `path`, each with a JSON pointer to it.
pub(super) fn entries<'v>(
    value: &'v Value,
    list: &str,
    path: &str,
) -> Result<Vec<(String, &'v Value)>> {
    let path = format!("{path}/{list}");
    match value.get(list) {
        None => Ok(Vec::new()),
        Some(Value::Array(entries)) => {
            let entries = entries.iter().enumerate();
            let place = |(position, entry)| (format!("{path}/{position}"), entry);
            Ok(entries.map(place).collect())
        }
        Some(_) => Err(ReadError::Wrong {
            path,
            wanted: "a list",
        }),
    }
}

/// A text of the value at `path`.
pub(super) fn text<'v>(
    value: &'v Value,
    key: &str,
    wanted: &'static str,
    path: &str,
) -> Result<&'v str> {
    let text = value.get(key).and_then(Value::as_str);
    text.ok_or_else(|| ReadError::Missing {
        path: path.to_owned(),
        wanted,
    })
}
