//! Condition elements.
//!
//! Rules: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
//! and <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use bailiwick_iam::policy::{Comparison, Condition, Operator, Quantifier, Version};

use super::facts::Facts;
use super::text::{matches_arn, matches_text};
use super::values::{compare_dates, compare_numbers, in_range};
use super::variables::replaced;

/// All operators and all keys must hold
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>).
pub(crate) fn holds(version: Version, condition: &Condition, facts: &Facts) -> bool {
    condition.tests().all(|(operator, key, values)| {
        // AWS refuses a policy with an operator that it does not know, so none is generated.
        let operator: Operator = operator.parse().expect("an operator");
        test(version, operator, key, values, facts)
    })
}

fn test(
    version: Version,
    operator: Operator,
    key: &str,
    wanted: &BTreeSet<String>,
    facts: &Facts,
) -> bool {
    let given = facts.values(key);
    // "Use either true (the key doesn't exist — it is null) or false (the key exists and its
    // value is not null)."
    if operator.comparison == Comparison::Null {
        return wanted
            .iter()
            .any(|value| (value == "true") == given.is_none());
    }
    let Some(given) = given else {
        return absent(operator);
    };
    let one = |value: &String| matches_any(version, operator.comparison, wanted, value, facts);
    match operator.quantifier {
        // A single-valued key has one value; AWS does not say what several would mean here,
        // and none is generated.
        Quantifier::Single | Quantifier::ForAnyValue => given.iter().any(one),
        Quantifier::ForAllValues => given.iter().all(one),
    }
}

/// What an operator says of a key that the request does not carry.
fn absent(operator: Operator) -> bool {
    match operator.quantifier {
        // "It also returns true if there are no context keys in the request."
        Quantifier::ForAllValues => true,
        // "For no matching context key or if the key does not exist, the condition returns
        // false." That this holds with IfExists too is what AWS does:
        // <https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w/foranyvalue-stringequalsifexists-behaving-unexpectedly>.
        Quantifier::ForAnyValue => false,
        // "If the policy condition requires that the key is not matched, such as StringNotLike
        // or ArnNotLike, and the right key is not present, the condition is true." And of
        // IfExists: "If the key is not present, evaluate the condition element as true."
        Quantifier::Single => operator.if_exists || operator.comparison.negates().is_some(),
    }
}

/// One value against all those of the policy: one must match, and under a negated operator
/// none may
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>:
/// "evaluated using a logical NOR").
fn matches_any(
    version: Version,
    comparison: Comparison,
    wanted: &BTreeSet<String>,
    given: &str,
    facts: &Facts,
) -> bool {
    let positive = comparison.negates();
    let one =
        |value: &String| matches_one(version, positive.unwrap_or(comparison), value, given, facts);
    wanted.iter().any(one) != positive.is_some()
}

fn matches_one(
    version: Version,
    comparison: Comparison,
    wanted: &str,
    given: &str,
    facts: &Facts,
) -> bool {
    use Comparison as C;
    let text = |wildcards| replaced(version, wanted, facts, wildcards);
    let number = || compare_numbers(given, wanted);
    let date = || compare_dates(given, wanted);
    let is = |order: Option<Ordering>, accepted: &[Ordering]| {
        order.is_some_and(|order| accepted.contains(&order))
    };
    match comparison {
        C::StringEquals => text(false).is_some_and(|wanted| matches_text(&wanted, given)),
        C::StringEqualsIgnoreCase => {
            replaced(version, wanted, facts, false).is_some_and(|pieces| {
                let folded: Vec<_> = pieces.into_iter().map(lower).collect();
                matches_text(&folded, &given.to_lowercase())
            })
        }
        C::StringLike => text(true).is_some_and(|wanted| matches_text(&wanted, given)),
        C::ArnEquals | C::ArnLike => text(true).is_some_and(|wanted| matches_arn(&wanted, given)),
        C::NumericEquals => is(number(), &[Ordering::Equal]),
        C::NumericLessThan => is(number(), &[Ordering::Less]),
        C::NumericLessThanEquals => is(number(), &[Ordering::Less, Ordering::Equal]),
        C::NumericGreaterThan => is(number(), &[Ordering::Greater]),
        C::NumericGreaterThanEquals => is(number(), &[Ordering::Greater, Ordering::Equal]),
        C::DateEquals => is(date(), &[Ordering::Equal]),
        C::DateLessThan => is(date(), &[Ordering::Less]),
        C::DateLessThanEquals => is(date(), &[Ordering::Less, Ordering::Equal]),
        C::DateGreaterThan => is(date(), &[Ordering::Greater]),
        C::DateGreaterThanEquals => is(date(), &[Ordering::Greater, Ordering::Equal]),
        C::Bool => wanted.eq_ignore_ascii_case(given),
        C::BinaryEquals => wanted == given,
        C::IpAddress => in_range(wanted, given),
        C::StringNotEquals
        | C::StringNotEqualsIgnoreCase
        | C::StringNotLike
        | C::NumericNotEquals
        | C::DateNotEquals
        | C::NotIpAddress
        | C::ArnNotEquals
        | C::ArnNotLike
        | C::Null => unreachable!("taken apart above"),
    }
}

fn lower(piece: super::text::Piece) -> super::text::Piece {
    use super::text::Piece;
    match piece {
        Piece::Exactly(character) => Piece::Exactly(character.to_ascii_lowercase()),
        other => other,
    }
}
