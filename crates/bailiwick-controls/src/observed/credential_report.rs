//! Credential reports: the CSV of `aws iam get-credential-report`, as a list under
//! `CredentialReport`.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html>.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

/// The first columns of every report.
const START: &str = "user,arn,user_creation_time,";

/// Whether a text is a report in clear, as the console downloads it.
pub(super) fn is_report(text: &str) -> bool {
    text.starts_with(START)
}

/// A report as the CLI prints it: in base64, within JSON.
pub(super) fn decode(content: &str) -> Result<Value, String> {
    let bytes = STANDARD
        .decode(content)
        .map_err(|error| format!("the report is not base64: {error}"))?;
    let text =
        String::from_utf8(bytes).map_err(|error| format!("the report is not text: {error}"))?;
    read(&text)
}

/// The report's rows, each an object by column.
pub(super) fn read(text: &str) -> Result<Value, String> {
    if !is_report(text) {
        return Err(format!("a credential report starts with `{START}`"));
    }
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let object: Map<String, Value> = headers
            .iter()
            .zip(row.iter())
            .map(|(column, value)| (column.to_owned(), json!(value)))
            .collect();
        rows.push(Value::Object(object));
    }
    Ok(json!({ "CredentialReport": rows }))
}
