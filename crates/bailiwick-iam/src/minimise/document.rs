//! The shortest text of a policy, and its size.

use serde_json::Value;

use crate::policy::{Policy, Version};

/// The document in the fewest characters: a single statement stands for itself,
/// not in a list, and the old version of the language is the one that a
/// document without a version has
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>).
pub fn document(policy: &Policy) -> Value {
    let mut document = policy.to_json();
    if let Value::Object(elements) = &mut document {
        if policy.version == Version::Old {
            elements.shift_remove("Version");
        }
        if let Some(statements) = elements.get_mut("Statement")
            && let Some([_]) = statements.as_array().map(Vec::as_slice)
        {
            *statements = statements[0].take();
        }
    }
    document
}

/// How many characters the [`document`] of a policy has.
pub fn size(policy: &Policy) -> usize {
    document(policy).to_string().chars().count()
}
