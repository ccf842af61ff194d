//! One test of a condition as a question.

use std::collections::BTreeSet;

use crate::policy::{Comparison, Operator, Quantifier, Version};
use crate::service_data::may_have_several_values;

use super::super::key::{Asked, KeyTest, Kind, Relation, Typed, ValueSet};
use super::super::space::{Dimension, Literal, Test};
use super::super::text::{Pattern, Texts};
use super::Lowering;
use super::text::Reading;

impl Lowering<'_> {
    /// The answer that the values of one key under one operator ask for.
    pub(super) fn condition(
        &mut self,
        version: Version,
        operator: &str,
        key: &str,
        values: &BTreeSet<String>,
    ) -> Literal {
        match self.key_test(version, operator, key, values) {
            Ok(test) => {
                let dimension = Dimension::Key(key.to_ascii_lowercase());
                (self.space.ask(dimension, Test::Key(test)), true)
            }
            Err(reason) => {
                let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
                let words = format!(
                    "whether `{operator}` of `{}` holds with {} in version {}: {reason}",
                    key.to_ascii_lowercase(),
                    values.join(", "),
                    version.as_str()
                );
                (self.space.ask(Dimension::Opaque(words), Test::Holds), true)
            }
        }
    }

    fn key_test(
        &mut self,
        version: Version,
        operator: &str,
        key: &str,
        values: &BTreeSet<String>,
    ) -> Result<KeyTest, String> {
        let operator: Operator = operator
            .parse()
            .map_err(|_| "no such operator".to_owned())?;
        let comparison = operator.comparison.negates().unwrap_or(operator.comparison);
        if comparison == Comparison::Null {
            return null(operator.quantifier, key, values);
        }
        if operator.if_exists && operator.quantifier == Quantifier::ForAnyValue {
            // AWS says both that `IfExists` makes an operator true when the key is
            // absent and that `ForAnyValue` is false then.
            return Err("whether it holds without the key is not documented".to_owned());
        }
        let negated = operator.comparison.negates().is_some();
        Ok(KeyTest {
            if_absent: operator.if_exists || holds_without_key(operator.quantifier, negated),
            if_present: Asked::Values {
                quantifier: operator.quantifier,
                set: self.value_set(version, comparison, values)?,
                inside: !negated,
            },
        })
    }

    fn value_set(
        &mut self,
        version: Version,
        comparison: Comparison,
        values: &BTreeSet<String>,
    ) -> Result<ValueSet, String> {
        let mut texts = |reading| -> Result<Texts, String> {
            let patterns: Vec<Option<Pattern>> = values
                .iter()
                .map(|value| self.pattern(value, version, reading))
                .collect::<Result<_, String>>()?;
            Ok(Texts(patterns.into_iter().flatten().collect()))
        };
        match comparison {
            Comparison::StringEquals => texts(Reading::Plain).map(ValueSet::Texts),
            Comparison::StringEqualsIgnoreCase => texts(Reading::PlainFolded).map(ValueSet::Texts),
            Comparison::StringLike => texts(Reading::Wildcards).map(ValueSet::Texts),
            Comparison::ArnEquals | Comparison::ArnLike => texts(Reading::Arn).map(ValueSet::Arns),
            Comparison::Bool => bools(values),
            _ => typed(comparison, values),
        }
    }
}

fn bools(values: &BTreeSet<String>) -> Result<ValueSet, String> {
    let is_bool = |value: &&String| ["true", "false"].contains(&&*value.to_ascii_lowercase());
    if let Some(value) = values.iter().find(|value| !is_bool(value)) {
        return Err(format!("`{value}` is neither true nor false"));
    }
    let patterns = values.iter().map(|value| Pattern::literal(value).folded());
    Ok(ValueSet::Bools(Texts(patterns.collect())))
}

fn typed(comparison: Comparison, values: &BTreeSet<String>) -> Result<ValueSet, String> {
    use Comparison as C;
    let (kind, relation) = match comparison {
        C::NumericEquals => (Kind::Number, Relation::Equal),
        C::NumericLessThan => (Kind::Number, Relation::Less),
        C::NumericLessThanEquals => (Kind::Number, Relation::LessOrEqual),
        C::NumericGreaterThan => (Kind::Number, Relation::Greater),
        C::NumericGreaterThanEquals => (Kind::Number, Relation::GreaterOrEqual),
        C::DateEquals => (Kind::Date, Relation::Equal),
        C::DateLessThan => (Kind::Date, Relation::Less),
        C::DateLessThanEquals => (Kind::Date, Relation::LessOrEqual),
        C::DateGreaterThan => (Kind::Date, Relation::Greater),
        C::DateGreaterThanEquals => (Kind::Date, Relation::GreaterOrEqual),
        C::IpAddress => (Kind::Address, Relation::Equal),
        C::BinaryEquals => (Kind::Binary, Relation::Equal),
        other => return Err(format!("`{}` is not modelled", other.as_str())),
    };
    Typed::new(kind, relation, values.iter().cloned().collect()).map(ValueSet::Typed)
}

/// Whether a test without `IfExists` holds when the key is absent. "If the key
/// that you specify in a policy condition is not present in the request
/// context, the values do not match and the condition is false. If the policy
/// condition requires that the key is not matched […] the condition is true"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
/// `ForAllValues` is true, `ForAnyValue` false
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>).
fn holds_without_key(quantifier: Quantifier, negated: bool) -> bool {
    match quantifier {
        Quantifier::Single => negated,
        Quantifier::ForAllValues => true,
        Quantifier::ForAnyValue => false,
    }
}

/// Of a key for several values AWS counts "context keys with empty values" as missing
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition_examples-multi-valued-context-keys.html>);
/// of an empty text in a key for one value it says nothing.
fn null(quantifier: Quantifier, key: &str, values: &BTreeSet<String>) -> Result<KeyTest, String> {
    if quantifier != Quantifier::Single {
        return Err("`Null` has a set prefix".to_owned());
    }
    let (mut if_absent, mut if_filled) = (false, false);
    for value in values {
        match value.to_ascii_lowercase().as_str() {
            "true" => if_absent = true,
            "false" => if_filled = true,
            _ => return Err("`Null` is neither true nor false".to_owned()),
        }
    }
    let is_known = if_absent == if_filled || may_have_several_values(key);
    Ok(KeyTest {
        if_absent,
        if_present: Asked::Null {
            if_filled,
            if_empty: is_known.then_some(if_absent),
        },
    })
}
