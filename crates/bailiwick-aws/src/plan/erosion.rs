//! Changes in place that lose what a resource holds: CloudFormation calls them updates
//! without interruption.
//!
//! Sources: "PutRetentionPolicy", Amazon CloudWatch Logs API Reference (what is older than
//! the retention is marked for deletion); "Managing the lifecycle of objects", Amazon S3 User
//! Guide; "Automate the cleanup of images by using lifecycle policies", Amazon ECR User
//! Guide; that any change of `GenerateSecretString` generates another value:
//! <https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2210>.

use serde_json::Value;

use crate::cloud::Change;

/// Whether a change in place may lose what the resource holds. What cannot be told from the
/// templates may.
pub(super) fn erodes(change: &Change, deployed: &Value, declared: &Value) -> bool {
    let old = &deployed["Resources"][&change.logical_id]["Properties"];
    let new = &declared["Resources"][&change.logical_id]["Properties"];
    let shorter = |property: &str| !keeps_as_long(&old[property], &new[property]);
    match &*change.kind {
        "AWS::Logs::LogGroup" => shorter("RetentionInDays"),
        "AWS::S3::Bucket" => {
            let versions = &old["VersioningConfiguration"];
            let loses_versions = !versions.is_null() && *versions != new["VersioningConfiguration"];
            shorter("LifecycleConfiguration") || loses_versions
        }
        "AWS::ECR::Repository" => !keeps_as_long(&rules(old), &rules(new)),
        "AWS::SecretsManager::Secret" => old["GenerateSecretString"] != new["GenerateSecretString"],
        _ => false,
    }
}

/// The lifecycle of a repository, which is JSON in a text.
fn rules(properties: &Value) -> Value {
    let text = &properties["LifecyclePolicy"]["LifecyclePolicyText"];
    let parsed = text.as_str().map(serde_json::from_str);
    parsed.map_or(text.clone(), |parsed| parsed.unwrap_or(text.clone()))
}

/// Whether rules of expiry keep everything at least as long: no rule keeps for ever, and the
/// same rule with greater numbers keeps more.
fn keeps_as_long(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (_, Value::Null) => true,
        (Value::Number(old), Value::Number(new)) => old.as_f64() <= new.as_f64(),
        (Value::Array(old), Value::Array(new)) => {
            let mut pairs = old.iter().zip(new);
            old.len() == new.len() && pairs.all(|(old, new)| keeps_as_long(old, new))
        }
        // What a rule no longer says, such as a prefix, may have narrowed it.
        (Value::Object(old), Value::Object(new)) => {
            let mut names = new.iter();
            let keeps = |(name, new): (&String, &Value)| {
                let old = old.get(name);
                old.is_some_and(|old| keeps_as_long(old, new))
            };
            old.len() == new.len() && names.all(keeps)
        }
        _ => old == new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::{Action, Replacement};
    use serde_json::json;

    fn check(kind: &str, old: Value, new: Value, expected: bool) {
        let change = Change {
            action: Action::Modify,
            logical_id: "It".into(),
            physical_id: None,
            kind: kind.into(),
            replacement: Replacement::Never,
            policy: None,
            origins: Vec::new(),
        };
        let template = |it: &Value| json!({ "Resources": { "It": { "Properties": it } } });
        let said = erodes(&change, &template(&old), &template(&new));
        assert_eq!(said, expected, "{kind} {old} {new}");
    }

    #[test]
    fn what_is_kept_for_a_shorter_time_is_lost() {
        let logs = |days: u64| json!({ "RetentionInDays": days });
        check("AWS::Logs::LogGroup", logs(365), logs(30), true);
        check("AWS::Logs::LogGroup", logs(30), logs(365), false);
        check("AWS::Logs::LogGroup", logs(30), json!({}), false);
        check("AWS::Logs::LogGroup", json!({}), logs(365), true);
        check(
            "AWS::Logs::LogGroup",
            json!({}),
            json!({ "Tags": [] }),
            false,
        );
    }

    #[test]
    fn rules_of_expiry_are_compared_as_a_whole() {
        let rule = |days: u64| json!({ "Status": "Enabled", "ExpirationInDays": days });
        let bucket = |rules: &[Value]| json!({ "LifecycleConfiguration": { "Rules": rules } });
        let kind = "AWS::S3::Bucket";
        check(kind, bucket(&[rule(30)]), bucket(&[rule(90)]), false);
        check(kind, bucket(&[rule(90)]), bucket(&[rule(30)]), true);
        check(
            kind,
            bucket(&[rule(90)]),
            bucket(&[rule(90), rule(1)]),
            true,
        );
        check(kind, bucket(&[rule(90)]), json!({}), false);
        let mut narrow = rule(90);
        narrow["Prefix"] = json!("logs/");
        check(kind, bucket(&[narrow]), bucket(&[rule(90)]), true);
        let versions = json!({ "VersioningConfiguration": { "Status": "Enabled" } });
        check(kind, versions.clone(), json!({}), true);
        check(kind, json!({}), versions, false);
        let images = |count: u64| {
            let text = json!({ "rules": [{ "selection": { "countNumber": count } }] });
            json!({ "LifecyclePolicy": { "LifecyclePolicyText": text.to_string() } })
        };
        check("AWS::ECR::Repository", images(20), images(10), true);
        check("AWS::ECR::Repository", images(10), images(20), false);
    }

    #[test]
    fn another_way_to_generate_is_another_secret() {
        let secret = |length: u64| json!({ "GenerateSecretString": { "PasswordLength": length } });
        let kind = "AWS::SecretsManager::Secret";
        check(kind, secret(51), secret(52), true);
        check(kind, secret(51), json!({}), true);
        let mut described = secret(51);
        described["Description"] = json!("the password");
        check(kind, secret(51), described, false);
    }
}
