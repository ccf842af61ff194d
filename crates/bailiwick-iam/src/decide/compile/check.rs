//! How one value of a request is compared with the values of a policy.

use std::cmp::Ordering;

use crate::decide::pattern::{ArnPattern, Pattern, Syntax};
use crate::decide::question::{Question, Value};
use crate::decide::value::{Date, Network, Number, read_binary};
use crate::decide::vocabulary::{Key, Vocabulary};
use crate::decide::{Truth, Undecided};
use crate::policy::{Comparison, Version};

/// The values of a policy, compiled for one comparison. Negation is not here.
#[derive(Debug, Clone)]
pub(in crate::decide) enum Check {
    /// Strings.
    Text(Box<[Pattern]>),
    /// Strings without regard to case.
    TextInAnyCase(Box<[Pattern]>),
    /// ARNs, part by part.
    Arn(Box<[ArnPattern]>),
    Number(Wanted, Box<[Read<Number>]>),
    Date(Wanted, Box<[Read<Date>]>),
    Bool(Box<[Read<bool>]>),
    Binary(Box<[Read<Vec<u8>>]>),
    Address(Box<[Read<Network>]>),
    /// Whether the key is there.
    Null {
        absent: bool,
        present: bool,
    },
    /// Nothing can be said; why.
    Unreadable(Box<str>),
}

/// A value of a policy, or why it cannot be read. IAM refuses to save such a
/// policy, so nothing follows from it.
pub(in crate::decide) type Read<T> = Result<T, Box<str>>;

/// How a value of the request must stand to one of the policy.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) enum Wanted {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Wanted {
    fn is(self, found: Ordering) -> bool {
        match self {
            Self::Equal => found.is_eq(),
            Self::Less => found.is_lt(),
            Self::LessOrEqual => found.is_le(),
            Self::Greater => found.is_gt(),
            Self::GreaterOrEqual => found.is_ge(),
        }
    }
}

impl Check {
    pub(in crate::decide) fn new<'v>(
        comparison: Comparison,
        key: Key,
        values: impl Iterator<Item = &'v str>,
        version: Version,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        use Comparison as C;
        let syntax = Syntax {
            wildcards: matches!(
                comparison,
                C::StringLike
                    | C::StringNotLike
                    | C::ArnEquals
                    | C::ArnLike
                    | C::ArnNotEquals
                    | C::ArnNotLike
            ),
            variables: version == Version::Current,
            ignores_case: matches!(
                comparison,
                C::StringEqualsIgnoreCase | C::StringNotEqualsIgnoreCase
            ),
        };
        let wanted = match comparison {
            C::NumericLessThan | C::DateLessThan => Wanted::Less,
            C::NumericLessThanEquals | C::DateLessThanEquals => Wanted::LessOrEqual,
            C::NumericGreaterThan | C::DateGreaterThan => Wanted::Greater,
            C::NumericGreaterThanEquals | C::DateGreaterThanEquals => Wanted::GreaterOrEqual,
            _ => Wanted::Equal,
        };
        match comparison {
            C::StringEquals | C::StringNotEquals | C::StringLike | C::StringNotLike => Self::Text(
                values
                    .map(|value| Pattern::new(value, syntax, vocabulary))
                    .collect(),
            ),
            C::StringEqualsIgnoreCase | C::StringNotEqualsIgnoreCase => Self::TextInAnyCase(
                values
                    .map(|value| Pattern::new(value, syntax, vocabulary))
                    .collect(),
            ),
            C::ArnEquals | C::ArnLike | C::ArnNotEquals | C::ArnNotLike => {
                vocabulary.readings_mut(key).arn = true;
                let patterns = values.map(|value| ArnPattern::new(value, syntax, vocabulary));
                Self::Arn(patterns.collect())
            }
            C::NumericEquals
            | C::NumericNotEquals
            | C::NumericLessThan
            | C::NumericLessThanEquals
            | C::NumericGreaterThan
            | C::NumericGreaterThanEquals => {
                vocabulary.readings_mut(key).number = true;
                Self::Number(wanted, read_all(values, Number::read, "number"))
            }
            C::DateEquals
            | C::DateNotEquals
            | C::DateLessThan
            | C::DateLessThanEquals
            | C::DateGreaterThan
            | C::DateGreaterThanEquals => {
                vocabulary.readings_mut(key).date = true;
                Self::Date(wanted, read_all(values, Date::read, "date"))
            }
            C::IpAddress | C::NotIpAddress => {
                vocabulary.readings_mut(key).address = true;
                Self::Address(read_all(
                    values,
                    Network::read,
                    "address or range of addresses",
                ))
            }
            C::Bool => Self::Bool(read_all(values, read_bool, "`true` or `false`")),
            C::BinaryEquals => Self::Binary(read_all(values, read_binary, "value in base 64")),
            C::Null => Self::null(values),
        }
    }

    /// "Use either true (the key doesn't exist — it is null) or false (the key
    /// exists and its value is not null)"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null>).
    fn null<'v>(values: impl Iterator<Item = &'v str>) -> Self {
        let (mut absent, mut present) = (false, false);
        for value in values {
            match read_bool(value) {
                Some(true) => absent = true,
                Some(false) => present = true,
                None => return Self::Unreadable(not_a(value, "`true` or `false`").into()),
            }
        }
        Self::Null { absent, present }
    }

    /// Whether one of the policy's values matches `value`.
    #[inline]
    pub(in crate::decide) fn matches(&self, value: &Value<'_>, question: &Question<'_>) -> Truth {
        match self {
            Self::Text(patterns) => any(patterns, |pattern| pattern.matches(&value.text, question)),
            Self::TextInAnyCase(patterns) => {
                let text = value.text.to_lowercase();
                any(patterns, |pattern| pattern.matches(&text, question))
            }
            Self::Arn(patterns) => match value.arn() {
                Some(parts) => any(patterns, |pattern| {
                    pattern.matches(&value.text, &parts, question)
                }),
                None => Truth::Unknown,
            },
            Self::Number(wanted, limits) => compare(value.number(), limits, |found, limit| {
                wanted.is(found.cmp(limit))
            }),
            Self::Date(wanted, limits) => compare(value.date(), limits, |found, limit| {
                wanted.is(found.cmp(limit))
            }),
            Self::Address(networks) => compare(value.address(), networks, |address, network| {
                network.contains(*address)
            }),
            Self::Bool(wanted) => compare(read_bool(&value.text), wanted, |found, wanted| {
                found == wanted
            }),
            Self::Binary(wanted) => compare(read_binary(&value.text), wanted, |found, wanted| {
                found == wanted
            }),
            Self::Null { .. } | Self::Unreadable(_) => Truth::Unknown,
        }
    }

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

fn any<T>(all: &[T], holds: impl Fn(&T) -> Truth) -> Truth {
    let mut truth = Truth::False;
    for one in all {
        truth = truth.or(holds(one));
        if truth == Truth::True {
            break;
        }
    }
    truth
}

fn compare<T, L>(found: Option<T>, limits: &[Read<L>], matches: impl Fn(&T, &L) -> bool) -> Truth {
    let Some(found) = found else {
        return Truth::Unknown;
    };
    any(limits, |limit| match limit {
        Ok(limit) => matches(&found, limit).into(),
        Err(_) => Truth::Unknown,
    })
}

fn read_all<'v, T>(
    values: impl Iterator<Item = &'v str>,
    read: fn(&str) -> Option<T>,
    kind: &str,
) -> Box<[Read<T>]> {
    values
        .map(|value| read(value).ok_or_else(|| not_a(value, kind).into()))
        .collect()
}

fn not_a(value: &str, kind: &str) -> String {
    format!("the policy's `{value}` is no {kind}")
}

fn read_bool(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
