//! Why a comparison is not known.

use super::{Check, Read, read_bool};
use crate::decide::pattern::Pattern;
use crate::decide::question::{Question, Value};
use crate::decide::value::read_binary;
use crate::decide::{Truth, Undecided};

impl Check {
    /// What an `Unknown` of [`Self::matches`] hangs on.
    pub(in crate::decide) fn blame(
        &self,
        key: &str,
        value: &Value<'_>,
        question: &Question<'_>,
        undecided: &mut Undecided,
    ) {
        let text = &*value.text;
        let unreadable = match self {
            Self::Text(patterns) => return blame_all(patterns, text, question, undecided),
            Self::TextInAnyCase(patterns) => {
                return blame_all(patterns, &text.to_lowercase(), question, undecided);
            }
            Self::Arn(patterns) => match value.arn() {
                Some(parts) => {
                    for pattern in patterns {
                        if pattern.matches(text, &parts, question) == Truth::Unknown {
                            pattern.blame(question, undecided);
                        }
                    }
                    return;
                }
                None => Err("ARN"),
            },
            Self::Number(_, limits) => reason(value.number().is_some(), limits, "number"),
            Self::Date(_, limits) => reason(value.date().is_some(), limits, "date"),
            Self::Address(networks) => reason(value.address().is_some(), networks, "address"),
            Self::Bool(wanted) => reason(read_bool(text).is_some(), wanted, "`true` or `false`"),
            Self::Binary(wanted) => reason(read_binary(text).is_some(), wanted, "value in base 64"),
            Self::Null { .. } | Self::Unreadable(_) => return,
        };
        undecided.other.insert(match unreadable {
            Ok(reason) => reason,
            Err(kind) => format!("`{key}` is `{text}`, which is no {kind}"),
        });
    }
}

fn blame_all(patterns: &[Pattern], text: &str, question: &Question<'_>, undecided: &mut Undecided) {
    for pattern in patterns {
        if pattern.matches(text, question) == Truth::Unknown {
            pattern.blame(question, undecided);
        }
    }
}

/// Why a comparison is not known: the policy's value (`Ok`), or the kind that
/// the request's is not (`Err`).
fn reason<T>(
    readable: bool,
    limits: &[Read<T>],
    kind: &'static str,
) -> Result<String, &'static str> {
    match limits.iter().find_map(|limit| limit.as_ref().err()) {
        Some(reason) if readable => Ok(reason.to_string()),
        _ => Err(kind),
    }
}
