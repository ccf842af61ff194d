//! Condition operators.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A condition operator, such as `ForAnyValue:StringLikeIfExists`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operator {
    /// How the values of the request are taken together.
    pub quantifier: Quantifier,
    /// How one value of the request is compared.
    pub comparison: Comparison,
    /// Whether a key that is absent satisfies it.
    pub if_exists: bool,
}

/// How the values that a request carries for one key are taken together
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantifier {
    /// No prefix: the key has one value.
    Single,
    /// `ForAllValues:` every value must match; none at all does, too.
    ForAllValues,
    /// `ForAnyValue:` at least one value must match.
    ForAnyValue,
}

macro_rules! comparisons {
    ($($name:ident),* $(,)?) => {
        /// How one value is compared.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the variants are AWS's own words")]
        pub enum Comparison { $($name),* }

        impl Comparison {
            /// Every comparison.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The comparison as AWS writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }
        }
    };
}

comparisons!(
    StringEquals,
    StringNotEquals,
    StringEqualsIgnoreCase,
    StringNotEqualsIgnoreCase,
    StringLike,
    StringNotLike,
    NumericEquals,
    NumericNotEquals,
    NumericLessThan,
    NumericLessThanEquals,
    NumericGreaterThan,
    NumericGreaterThanEquals,
    DateEquals,
    DateNotEquals,
    DateLessThan,
    DateLessThanEquals,
    DateGreaterThan,
    DateGreaterThanEquals,
    Bool,
    BinaryEquals,
    IpAddress,
    NotIpAddress,
    ArnEquals,
    ArnLike,
    ArnNotEquals,
    ArnNotLike,
    Null,
);

impl Comparison {
    /// The comparison whose opposite this is: of `StringNotLike`, `StringLike`.
    /// `None` for those that are not negated.
    pub fn negates(self) -> Option<Self> {
        Some(match self {
            Self::StringNotEquals => Self::StringEquals,
            Self::StringNotEqualsIgnoreCase => Self::StringEqualsIgnoreCase,
            Self::StringNotLike => Self::StringLike,
            Self::NumericNotEquals => Self::NumericEquals,
            Self::DateNotEquals => Self::DateEquals,
            Self::NotIpAddress => Self::IpAddress,
            Self::ArnNotEquals => Self::ArnEquals,
            Self::ArnNotLike => Self::ArnLike,
            _ => return None,
        })
    }
}

/// A text that is no condition operator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no condition operator is called `{0}`")]
pub struct UnknownOperator(String);

impl FromStr for Operator {
    type Err = UnknownOperator;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownOperator(text.to_owned());
        let (quantifier, rest) = match text.split_once(':') {
            None => (Quantifier::Single, text),
            Some(("ForAllValues", rest)) => (Quantifier::ForAllValues, rest),
            Some(("ForAnyValue", rest)) => (Quantifier::ForAnyValue, rest),
            Some(_) => return Err(unknown()),
        };
        let (name, if_exists) = match rest.strip_suffix("IfExists") {
            Some(name) => (name, true),
            None => (rest, false),
        };
        let comparison = Comparison::ALL
            .iter()
            .copied()
            .find(|comparison| comparison.as_str() == name)
            .filter(|&comparison| !(if_exists && comparison == Comparison::Null))
            .ok_or_else(unknown)?;
        Ok(Self {
            quantifier,
            comparison,
            if_exists,
        })
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.quantifier {
            Quantifier::Single => "",
            Quantifier::ForAllValues => "ForAllValues:",
            Quantifier::ForAnyValue => "ForAnyValue:",
        })?;
        formatter.write_str(self.comparison.as_str())?;
        formatter.write_str(if self.if_exists { "IfExists" } else { "" })
    }
}
