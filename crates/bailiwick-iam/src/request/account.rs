//! The id of an AWS account.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Twelve digits that name an AWS account
/// (<https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId([u8; 12]);

/// A text that is not the id of an account.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an account id has twelve digits, `{0}` does not")]
pub struct InvalidAccountId(String);

impl AccountId {
    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        // INVARIANT: every constructor takes ASCII digits only.
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl FromStr for AccountId {
    type Err = InvalidAccountId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match <[u8; 12]>::try_from(text.as_bytes()) {
            Ok(digits) if digits.iter().all(u8::is_ascii_digit) => Ok(Self(digits)),
            _ => Err(InvalidAccountId(text.to_owned())),
        }
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AccountId({self})")
    }
}
