//! The types of resources a service has.

use crate::arn_pattern::ArnPattern;

/// A type of resource that a service's actions work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceType {
    name: &'static str,
    arn_patterns: Vec<ArnPattern<'static>>,
    condition_keys: Vec<&'static str>,
}

impl ResourceType {
    pub(super) fn new(
        name: &'static str,
        arn_patterns: Vec<ArnPattern<'static>>,
        condition_keys: Vec<&'static str>,
    ) -> Self {
        Self {
            name,
            arn_patterns,
            condition_keys,
        }
    }

    /// The name AWS gives the type in its tables, such as `bucket`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The shapes of its ARNs: one for nearly every type, two where a service
    /// has two generations of the same thing (API Gateway, Lex, Greengrass).
    pub fn arn_patterns(&self) -> &[ArnPattern<'static>] {
        &self.arn_patterns
    }

    /// The condition keys that describe a resource of this type.
    pub fn condition_keys(&self) -> &[&'static str] {
        &self.condition_keys
    }
}
