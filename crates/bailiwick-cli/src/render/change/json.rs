//! A change as JSON.

use bailiwick_diff::Change;
use serde_json::{Value, json};

/// The whole.
#[must_use]
pub fn render(change: &Change) -> Value {
    json!({
        "controls": change.controls.1,
    })
}
