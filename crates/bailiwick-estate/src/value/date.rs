//! Days.

use std::fmt;

use crate::lower::{Complaint, Scalar, scalars};

/// A day of the calendar, in no particular time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day as jiff knows it.
    #[must_use]
    pub fn civil(self) -> jiff::civil::Date {
        self.0
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0.to_string())
    }
}

impl Scalar for Date {
    const NOUN: &'static str = "a date";
    const EXAMPLE: &'static str = "2026-11-01";
    const PATTERN: Option<&'static str> = Some("^\\d{4}-\\d{2}-\\d{2}$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let shape = text.len() == 10 && text.is_ascii();
        match text.parse::<jiff::civil::Date>() {
            Ok(date) if shape => Ok(Self(date)),
            _ if has_shape(text) => Err(Complaint::new(format!(
                "the calendar has no day `{text}`"
            ))
            .help("months have 28 to 31 days, and the month stands in the middle: `2026-11-01`")),
            _ => Err(Complaint::new(format!("`{text}` is not a date"))
                .help("write year, month and day: `2026-11-01`")),
        }
    }
}

/// Whether a text looks like `2026-11-01`.
fn has_shape(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

scalars!(Date);
