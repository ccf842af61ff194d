//! Where the AWS CLI prints a policy of a resource as text.

use serde_json::Value;

/// The JSON pointers to it, at the top level.
const SINGLE: [&str; 5] = [
    // `s3api get-bucket-policy`, `kms get-key-policy`, `lambda get-policy`, `events
    // describe-event-bus` and others
    "/Policy",
    // `ecr get-repository-policy` and `get-registry-policy`
    "/policyText",
    // `secretsmanager get-resource-policy`
    "/ResourcePolicy",
    // `sqs get-queue-attributes`, `sns get-topic-attributes`
    "/Attributes/Policy",
    // `glue get-resource-policy`
    "/PolicyInJson",
];

/// The lists of which each item has one, and its key there.
const LISTED: [(&str, &str); 2] = [
    // `events list-event-buses`
    ("EventBuses", "Policy"),
    // `logs describe-resource-policies`
    ("resourcePolicies", "policyDocument"),
];

/// Every text of a policy in an output.
pub(super) fn texts(content: &Value) -> impl Iterator<Item = &str> {
    let single = SINGLE.iter().filter_map(|pointer| content.pointer(pointer));
    let listed = LISTED.iter().flat_map(|(list, key)| {
        let items = content[*list].as_array().into_iter().flatten();
        items.filter_map(move |item| item.get(*key))
    });
    single.chain(listed).filter_map(Value::as_str)
}
