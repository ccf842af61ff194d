//! The full name of an action.

use std::fmt;

/// An action of the service data, such as `s3:GetObject`. It exists: only
/// [`Action::full_name`](crate::service_data::Action::full_name) makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionName {
    prefix: &'static str,
    name: &'static str,
}

impl ActionName {
    pub(crate) fn new(prefix: &'static str, name: &'static str) -> Self {
        Self { prefix, name }
    }

    /// The prefix of its service, such as `s3`.
    pub fn prefix(self) -> &'static str {
        self.prefix
    }

    /// The name without its service, such as `GetObject`.
    pub fn name(self) -> &'static str {
        self.name
    }
}

impl fmt::Display for ActionName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.prefix, self.name)
    }
}
