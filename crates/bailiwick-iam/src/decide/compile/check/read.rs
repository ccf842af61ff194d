//! Compiling the values of a policy.

use super::wanted::Wanted;
use super::{Check, Read, read_bool};
use crate::decide::pattern::{ArnPattern, Pattern, Syntax};
use crate::decide::value::{Date, Network, Number, read_binary};
use crate::decide::vocabulary::{Key, Vocabulary};
use crate::policy::{Comparison, Version};
use crate::service_data::may_have_several_values;

impl Check {
    /// The values of a policy for `key`. The vocabulary learns how the key's
    /// values in a request are to be read.
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
        let wanted = Wanted::by(comparison);
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
            C::Null => {
                let empty_is_null = may_have_several_values(vocabulary.key_name(key));
                Self::null(values, empty_is_null)
            }
        }
    }

    /// "Use either true (the key doesn't exist — it is null) or false (the key
    /// exists and its value is not null)"
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null>).
    fn null<'v>(values: impl Iterator<Item = &'v str>, empty_is_null: bool) -> Self {
        let (mut absent, mut present) = (false, false);
        for value in values {
            match read_bool(value) {
                Some(true) => absent = true,
                Some(false) => present = true,
                None => return Self::Unreadable(not_a(value, "`true` or `false`").into()),
            }
        }
        Self::Null {
            absent,
            present,
            empty_is_null,
        }
    }
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
