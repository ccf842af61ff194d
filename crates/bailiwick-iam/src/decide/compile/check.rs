//! How one value of a request is compared with the values of a policy.

mod blame;
mod read;
mod wanted;

use self::wanted::Wanted;
use crate::decide::Truth;
use crate::decide::pattern::{ArnPattern, Pattern};
use crate::decide::question::{Question, Value};
use crate::decide::value::{Date, Network, Number, read_binary};

/// The values of a policy, compiled for one comparison. Negation is not here.
#[derive(Debug, Clone)]
pub(in crate::decide) enum Check {
    /// Strings.
    Text(Box<[Pattern]>),
    /// Strings without regard to case.
    TextInAnyCase(Box<[Pattern]>),
    /// ARNs, part by part.
    Arn(Box<[ArnPattern]>),
    /// Numbers.
    Number(Wanted, Box<[Read<Number>]>),
    /// Instants.
    Date(Wanted, Box<[Read<Date>]>),
    /// `true` or `false`.
    Bool(Box<[Read<bool>]>),
    /// Bytes.
    Binary(Box<[Read<Vec<u8>>]>),
    /// Addresses.
    Address(Box<[Read<Network>]>),
    /// Whether the key is there.
    Null {
        absent: bool,
        present: bool,
        /// Whether it may have several values: then empty ones alone are none.
        empty_is_null: bool,
    },
    /// Nothing can be said; why.
    Unreadable(Box<str>),
}

/// A value of a policy, or why it cannot be read. IAM refuses to save such a
/// policy, so nothing follows from it.
pub(in crate::decide) type Read<T> = Result<T, Box<str>>;

impl Check {
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

fn read_bool(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
