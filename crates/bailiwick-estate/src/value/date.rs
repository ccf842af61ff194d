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
            _ => Err(Complaint::new(format!("`{text}` is not a date"))
                .help("write year, month and day: `2026-11-01`")),
        }
    }
}

scalars!(Date);
