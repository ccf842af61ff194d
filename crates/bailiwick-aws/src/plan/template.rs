//! What a template says of a resource that CloudFormation does not.

use serde_json::Value;

use crate::cloud::PolicyAction;

/// Reads a template that Bailiwick deployed: YAML without short forms, or JSON.
/// What cannot be read says nothing.
pub(crate) fn read(body: &str) -> Value {
    serde_saphyr::from_str(body).unwrap_or(Value::Null)
}

/// What becomes of a resource when it leaves the stack. Without a policy it is deleted,
/// except for the kind that leaves a snapshot.
///
/// Source: "DeletionPolicy attribute", AWS CloudFormation Template Reference.
pub(crate) fn when_removed(template: &Value, logical_id: &str) -> PolicyAction {
    policy(template, logical_id, "DeletionPolicy")
}

/// What becomes of the old one when a resource is replaced.
///
/// Source: "UpdateReplacePolicy attribute", AWS CloudFormation Template Reference.
pub(super) fn when_replaced(template: &Value, logical_id: &str) -> PolicyAction {
    policy(template, logical_id, "UpdateReplacePolicy")
}

fn policy(template: &Value, logical_id: &str, attribute: &str) -> PolicyAction {
    let resource = &template["Resources"][logical_id];
    match resource[attribute].as_str() {
        Some("Retain" | "RetainExceptOnCreate") => PolicyAction::Retain,
        Some("Snapshot") => PolicyAction::Snapshot,
        Some(_) => PolicyAction::Delete,
        None if resource["Type"] == "AWS::RDS::DBCluster" => PolicyAction::Snapshot,
        None => PolicyAction::Delete,
    }
}
