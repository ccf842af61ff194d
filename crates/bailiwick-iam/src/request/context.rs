//! Condition keys and what is known of their values.

use std::collections::BTreeMap;

/// What is known of one condition key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyValue {
    /// The request carries it, with these values: one for a single-valued key,
    /// any number (zero included) for a multivalued one.
    Present(Vec<String>),
    /// The request does not carry it.
    Absent,
    /// Whether the request carries it is not known. A decision that depends on
    /// it says so.
    Unknown,
}

/// The condition keys of a request. Names are compared without regard to case
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    keys: BTreeMap<String, KeyValue>,
    others: KeyValue,
}

impl Context {
    /// A context in which every key not set is absent: the request is known.
    pub fn complete() -> Self {
        Self {
            keys: BTreeMap::new(),
            others: KeyValue::Absent,
        }
    }

    /// A context in which every key not set is unknown: part of the request is
    /// known.
    pub fn partial() -> Self {
        Self {
            keys: BTreeMap::new(),
            others: KeyValue::Unknown,
        }
    }

    /// The same context with `key` present.
    #[must_use]
    pub fn with<T: Into<String>>(self, key: &str, values: impl IntoIterator<Item = T>) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.with_value(key, KeyValue::Present(values))
    }

    /// The same context with `key` absent.
    #[must_use]
    pub fn without(self, key: &str) -> Self {
        self.with_value(key, KeyValue::Absent)
    }

    /// The same context with `key` unknown.
    #[must_use]
    pub fn with_unknown(self, key: &str) -> Self {
        self.with_value(key, KeyValue::Unknown)
    }

    /// The same context with what is known of `key`.
    #[must_use]
    pub fn with_value(mut self, key: &str, value: KeyValue) -> Self {
        self.keys.insert(key.to_ascii_lowercase(), value);
        self
    }

    /// What is known of `key`.
    pub fn get(&self, key: &str) -> &KeyValue {
        self.set(key).unwrap_or(&self.others)
    }

    /// What was said of `key`, if anything was.
    pub fn set(&self, key: &str) -> Option<&KeyValue> {
        match key.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => self.keys.get(&key.to_ascii_lowercase()),
            false => self.keys.get(key),
        }
    }

    /// Every key that was set, in lower case, sorted.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &KeyValue)> {
        self.keys.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// What holds of every key that was not set: absent or unknown.
    pub fn others(&self) -> &KeyValue {
        &self.others
    }
}
