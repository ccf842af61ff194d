//! The condition keys a service defines or uses.

use crate::template;

/// A condition key of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConditionKey {
    name: &'static str,
    value_type: ConditionValueType,
}

impl ConditionKey {
    pub(super) fn new(name: &'static str, value_type: ConditionValueType) -> Self {
        Self { name, value_type }
    }

    /// The name as AWS writes it, such as `s3:prefix` or the pattern
    /// `aws:ResourceTag/${TagKey}`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The type of its values, which decides the operators it can stand with.
    pub fn value_type(&self) -> ConditionValueType {
        self.value_type
    }

    /// Whether `name`, as written in a policy, is this key. "Condition key
    /// names are not case-sensitive"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>).
    pub fn matches(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.name) || template::is_instance(self.name, name)
    }
}

/// The type of a condition key's values, as at
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are AWS's own words")]
pub enum ConditionValueType {
    String,
    ArrayOfString,
    Arn,
    ArrayOfArn,
    Bool,
    ArrayOfBool,
    Numeric,
    Date,
    IpAddress,
}

impl ConditionValueType {
    /// The type AWS writes as `word`.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "String" => Self::String,
            "ArrayOfString" => Self::ArrayOfString,
            "ARN" => Self::Arn,
            "ArrayOfARN" => Self::ArrayOfArn,
            "Bool" => Self::Bool,
            "ArrayOfBool" => Self::ArrayOfBool,
            "Numeric" => Self::Numeric,
            "Date" => Self::Date,
            "IPAddress" => Self::IpAddress,
            _ => return None,
        })
    }

    /// Whether a request may carry several values for the key, so that a
    /// policy needs `ForAllValues` or `ForAnyValue`
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>).
    pub fn is_multivalued(self) -> bool {
        matches!(
            self,
            Self::ArrayOfString | Self::ArrayOfArn | Self::ArrayOfBool
        )
    }
}
