//! Filling an ARN pattern: the rules are told at `ArnPattern::fill`.

use thiserror::Error;

use super::place::{Part, Placement, place};

/// A name that does not fit an ARN pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FillError {
    /// The pattern has a variable, and the name is empty.
    #[error("a name is missing for `{pattern}`; write `*` for all")]
    NameMissing {
        /// The pattern as AWS writes it.
        pattern: String,
    },
    /// The pattern has no variable, and there is a name.
    #[error("`{name}` has no place in `{pattern}`, which names one thing only")]
    NameUnexpected {
        /// The pattern as AWS writes it.
        pattern: String,
        /// What was to go into it.
        name: String,
    },
    /// A variable of the pattern would be filled with nothing.
    #[error("`{name}` leaves `{variable}` empty in `{pattern}`")]
    EmptyValue {
        /// The pattern as AWS writes it.
        pattern: String,
        /// What was to go into it.
        name: String,
        /// The variable that would be empty.
        variable: String,
    },
}

pub(super) fn fill(
    pattern: &str,
    placement: &Placement<'_>,
    name: &str,
) -> Result<String, FillError> {
    let parts = place(pattern, placement);
    let mut arn = String::new();
    let mut parts = parts.iter().peekable();
    let mut rest = Some(name);
    let mut has_variable = false;
    while let Some(part) = parts.next() {
        let variable = match part {
            Part::Text(text) => {
                arn.push_str(text);
                continue;
            }
            Part::Open(variable) => variable,
        };
        if name.is_empty() {
            return Err(FillError::NameMissing {
                pattern: pattern.to_owned(),
            });
        }
        has_variable = true;
        let Some(text) = rest else {
            arn.push('*');
            continue;
        };
        let separator = match parts.peek() {
            Some(Part::Text(separator)) => Some(separator.as_str()),
            _ => None,
        };
        let is_last = !parts.clone().any(|part| matches!(part, Part::Open(_)));
        let (value, after) = match separator {
            None => (text, None),
            Some(separator) if is_last => (text.strip_suffix(separator).unwrap_or(text), None),
            Some(separator) => split_outside_variables(text, separator),
        };
        if value.is_empty() {
            return Err(FillError::EmptyValue {
                pattern: pattern.to_owned(),
                name: name.to_owned(),
                variable: (*variable).to_owned(),
            });
        }
        arn.push_str(value);
        rest = after;
    }
    if !has_variable && !name.is_empty() {
        return Err(FillError::NameUnexpected {
            pattern: pattern.to_owned(),
            name: name.to_owned(),
        });
    }
    Ok(arn)
}

/// Splits at the first separator that is not inside a `${...}` of the name.
fn split_outside_variables<'t>(text: &'t str, separator: &str) -> (&'t str, Option<&'t str>) {
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        if let Some(after) = rest.strip_prefix(separator) {
            return (&text[..start], Some(after));
        }
        let skipped = match rest.strip_prefix("${").and_then(|inside| inside.find('}')) {
            Some(end) => "${".len() + end + "}".len(),
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        start += skipped;
    }
    (text, None)
}

#[cfg(test)]
mod tests;
