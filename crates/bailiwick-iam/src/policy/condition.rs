//! When a statement applies.

use std::collections::{BTreeMap, BTreeSet};

type Keys = BTreeMap<String, BTreeSet<String>>;

/// The value of `Condition`: operator, then key, then values.
///
/// All operators and keys must hold; of the values of one key one must match
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>),
/// so the order of values has no meaning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Condition(BTreeMap<String, Keys>);

impl Condition {
    /// A condition with one test: `StringEquals`, `aws:PrincipalOrgID`, values.
    pub fn test<T: Into<String>>(
        operator: &str,
        key: &str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        Self::default().and(operator, key, values)
    }

    /// The same condition with one more test. Values for an operator and key
    /// that are already there are added to them, and so are alternatives.
    #[must_use]
    pub fn and<T: Into<String>>(
        mut self,
        operator: &str,
        key: &str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.0
            .entry(operator.to_owned())
            .or_default()
            .entry(key.to_owned())
            .or_default()
            .extend(values.into_iter().map(Into::into));
        self
    }

    /// Whether it always holds.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every test as operator, key and values, sorted.
    pub fn tests(&self) -> impl Iterator<Item = (&str, &str, &BTreeSet<String>)> {
        self.0.iter().flat_map(|(operator, keys)| {
            keys.iter()
                .map(move |(key, values)| (operator.as_str(), key.as_str(), values))
        })
    }

    /// The tests by operator.
    pub(super) fn operators(&self) -> impl Iterator<Item = (&String, &Keys)> {
        self.0.iter()
    }
}
