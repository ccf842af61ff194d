//! Policy documents as AWS's APIs hand them out: as JSON, or as its text, URL-encoded.

use std::borrow::Cow;
use std::string::FromUtf8Error;

use serde_json::Value;

use crate::decide::Known;
use crate::policy::Policy;

/// A document as a policy. What cannot be read is not known, with the reason.
///
/// `GetAccountAuthorizationDetails` returns documents "URL-encoded compliant with RFC
/// 3986", and "some SDKs do this decoding automatically"
/// (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>).
pub(super) fn policy(document: &Value, what: &str) -> Known<Policy> {
    let unreadable = |why: &dyn std::fmt::Display| {
        Known::Unknown(format!("{what}, which cannot be read: {why}"))
    };
    let read = match document {
        Value::String(text) => match json_text(text) {
            Ok(text) => Policy::from_text(&text),
            Err(error) => return unreadable(&error),
        },
        other => Policy::from_json(other),
    };
    match read {
        Ok(policy) => Known::Known(policy),
        Err(error) => unreadable(&error),
    }
}

/// The text of the JSON: as it stands when it is that already, else decoded.
fn json_text(text: &str) -> Result<Cow<'_, str>, FromUtf8Error> {
    match serde_json::from_str::<Value>(text) {
        Ok(_) => Ok(text.into()),
        Err(_) => String::from_utf8(percent_decoded(text)).map(Cow::Owned),
    }
}

/// The text with each `%` and two hexadecimal digits as the byte they stand for (RFC 3986,
/// section 2.1). A `%` without them stands for itself.
fn percent_decoded(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let (decoded_byte, after) = match (byte, after) {
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, after),
                _ => (byte, &rest[1..]),
            },
            _ => (byte, after),
        };
        decoded.push(decoded_byte);
        rest = after;
    }
    decoded
}

fn digit(byte: u8) -> Option<u8> {
    let value = char::from(byte).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const PLAIN: &str = r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"a%20+é"}}"#;

    #[test]
    fn a_document_is_read_in_each_form() {
        let object: Value = serde_json::from_str(PLAIN).unwrap();
        let encoded: String = PLAIN
            .bytes()
            .map(|byte| match byte.is_ascii_alphanumeric() {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02x}"),
            })
            .collect();
        let read = policy(&object, "p");
        assert!(matches!(&read, Known::Known(policy) if policy.statements.len() == 1));
        assert_eq!(policy(&json!(PLAIN), "p"), read);
        assert_eq!(policy(&json!(encoded), "p"), read);
    }

    #[test]
    fn what_cannot_be_read_is_unknown_with_the_reason() {
        let cut = policy(&json!("%7B%22Statement%2"), "the policy `p`");
        assert!(
            matches!(&cut, Known::Unknown(why) if why.starts_with("the policy `p`, which cannot be read: ")),
            "{cut:?}"
        );
        let strange = policy(&json!({ "Statement": [], "Rules": [] }), "p");
        let Known::Unknown(why) = strange else {
            panic!("{strange:?}")
        };
        assert!(why.contains("unknown element `Rules`"), "{why}");
        let twice = policy(&json!(r#"{"Id": "a", "Id": "b", "Statement": []}"#), "p");
        assert!(
            matches!(&twice, Known::Unknown(why) if why.contains("`Id` stands here twice")),
            "{twice:?}"
        );
    }
}
