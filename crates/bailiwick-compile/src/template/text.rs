//! Texts in templates, and the two facts that a template may leave to CloudFormation.

use serde_json::{Value, json};

/// Stands for the account's id while AWS has not given one.
pub const ACCOUNT_ID: &str = "${AWS::AccountId}";
/// Stands for the partition: `aws`, `aws-cn`, `aws-us-gov`.
pub const PARTITION: &str = "${AWS::Partition}";

/// A value with every text in it as CloudFormation must read it: one that holds a
/// pseudo parameter goes through `Fn::Sub`, and its other `${…}`, which are IAM policy
/// variables, are kept from it by a `!`.
///
/// Source: "Fn::Sub", AWS CloudFormation Template Reference.
#[must_use]
pub fn text(value: Value) -> Value {
    match value {
        Value::String(text) if text.contains("${AWS::") => {
            let kept = text.replace("${", "${!").replace("${!AWS::", "${AWS::");
            json!({ "Fn::Sub": kept })
        }
        Value::Array(items) => Value::Array(items.into_iter().map(text).collect()),
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(key, value)| (key, text(value)))
                .collect(),
        ),
        other => other,
    }
}

/// What a parameter or resource of the template stands for.
#[must_use]
pub fn reference(name: &str) -> Value {
    json!({ "Ref": name })
}

/// A text in which `${Name}` stands for a parameter or resource of the template; as plain
/// text when nothing stands for anything. Other `${…}` are written `${!…}` by the caller.
#[must_use]
pub fn substitute(text: impl Into<String>) -> Value {
    let text = text.into();
    if text.contains("${") {
        json!({ "Fn::Sub": text })
    } else {
        json!(text)
    }
}

/// A value with every text in it as [`substitute`] writes it.
#[must_use]
pub fn substituted(value: Value) -> Value {
    match value {
        Value::String(text) => substitute(text),
        Value::Array(items) => items.into_iter().map(substituted).collect(),
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(key, value)| (key, substituted(value)))
                .collect(),
        ),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudo_parameters_are_substituted_and_policy_variables_are_not() {
        let written = json!({
            "Resource": ["arn:aws:iam::${AWS::AccountId}:user/${aws:username}", "plain ${aws:username}"],
        });
        assert_eq!(
            text(written),
            json!({
                "Resource": [
                    { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:user/${!aws:username}" },
                    "plain ${aws:username}",
                ],
            })
        );
    }
}
