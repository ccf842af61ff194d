//! Labels of statements.

use std::fmt;

use thiserror::Error;

/// A statement's label.
///
/// "The `Sid` element supports ASCII uppercase letters (A-Z), lowercase
/// letters (a-z), and numbers (0-9)", and must be unique within a policy
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>).
/// Some services take more in their resource policies; [`Sid::as_observed`]
/// keeps what AWS accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sid(String);

/// A label that IAM would refuse.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a statement id: letters A-Z, a-z and numbers only, at least one")]
pub struct InvalidSid(pub String);

impl Sid {
    /// A label that IAM accepts.
    ///
    /// # Errors
    /// When `text` is empty or holds anything but ASCII letters and digits.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidSid> {
        let text = text.into();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(InvalidSid(text));
        }
        Ok(Self(text))
    }

    /// A label made of words: `read the web-logs` becomes `ReadTheWebLogs`.
    /// `None` when `words` holds no ASCII letter or digit.
    pub fn from_words(words: &str) -> Option<Self> {
        let text: String = words
            .split(|character: char| !character.is_ascii_alphanumeric())
            .filter_map(|word| {
                let (first, rest) = word.split_at_checked(1)?;
                Some(first.to_ascii_uppercase() + rest)
            })
            .collect();
        Self::new(text).ok()
    }

    /// A label as found in AWS, which IAM itself may not accept.
    pub fn as_observed(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The label as it stands in a document.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_and_digits_make_a_sid() {
        assert_eq!(Sid::new("ReadLogs2").unwrap().as_str(), "ReadLogs2");
        for refused in ["", "Read Logs", "Read-Logs", "Läsen"] {
            assert_eq!(Sid::new(refused), Err(InvalidSid(refused.to_owned())));
        }
    }

    #[test]
    fn words_become_one_capitalised_word() {
        let sid = Sid::from_words("read the web-logs").unwrap();
        assert_eq!(sid.as_str(), "ReadTheWebLogs");
        assert_eq!(Sid::from_words("—"), None);
    }
}
