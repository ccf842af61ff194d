//! Condition elements.
//!
//! Rules: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
//! and <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use bailiwick_iam::policy::{Comparison, Condition, Operator, Quantifier, Version};

use super::facts::Facts;
use super::text::{Piece, matches_arn, matches_text};
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
        let is_null = match given {
            None => true,
            // Of keys with several values: "missing context keys or context keys with empty
            // values"
            // (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition_examples-multi-valued-context-keys.html>).
            Some(given) if is_multivalued(key) => given.iter().all(String::is_empty),
            Some([only]) if only.is_empty() => facts.undocumented,
            Some(_) => false,
        };
        return wanted.iter().any(|value| (value == "true") == is_null);
    }
    let Some(given) = given else {
        return absent(operator).unwrap_or(facts.undocumented);
    };
    let one = |value: &String| matches_any(version, operator.comparison, wanted, value, facts);
    // "If the context key value resolves to a null dataset, such as an empty string."
    let empty = given.iter().all(String::is_empty);
    match operator.quantifier {
        Quantifier::ForAllValues if empty => true,
        Quantifier::ForAnyValue if empty => false,
        // A single-valued key has one value; AWS does not say what several would mean here,
        // and none is generated.
        Quantifier::Single | Quantifier::ForAnyValue => given.iter().any(one),
        Quantifier::ForAllValues => given.iter().all(one),
    }
}

/// Whether it is one of the generated keys that AWS calls multivalued.
fn is_multivalued(key: &str) -> bool {
    key.eq_ignore_ascii_case("aws:TagKeys")
}

/// What an operator says of a key that the request does not carry; `None`: AWS's pages
/// contradict each other.
fn absent(operator: Operator) -> Option<bool> {
    match operator.quantifier {
        // "It also returns true if there are no context keys in the request."
        Quantifier::ForAllValues => Some(true),
        // "For no matching context key or if the key does not exist, the condition returns
        // false", and of IfExists: "If the key is not present, evaluate the condition element
        // as true." What AWS does: <https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w/>.
        Quantifier::ForAnyValue => (!operator.if_exists).then_some(false),
        // "If the policy condition requires that the key is not matched, such as StringNotLike
        // or ArnNotLike, and the right key is not present, the condition is true."
        Quantifier::Single => Some(operator.if_exists || operator.comparison.negates().is_some()),
    }
}

/// One value against all those of the policy: one must match, and of a negated operator's
/// none may: "those values are evaluated using a logical NOR"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>).
fn matches_any(
    version: Version,
    comparison: Comparison,
    wanted: &BTreeSet<String>,
    given: &str,
    facts: &Facts,
) -> bool {
    let positive = comparison.negates();
    let plain = positive.unwrap_or(comparison);
    let all: Vec<Option<bool>> = wanted
        .iter()
        .map(|value| matches_one(version, plain, value, given, facts))
        .collect();
    if all.contains(&Some(true)) {
        positive.is_none()
    } else if all.contains(&None) {
        facts.undocumented
    } else {
        positive.is_some()
    }
}

/// One value against one of the policy's; `None`: one of them is not of the operator's kind,
/// and AWS does not say what follows.
fn matches_one(
    version: Version,
    comparison: Comparison,
    wanted: &str,
    given: &str,
    facts: &Facts,
) -> Option<bool> {
    use Comparison as C;
    let text = |wildcards| replaced(version, wanted, facts, wildcards);
    let number = || compare_numbers(given, wanted);
    let date = || compare_dates(given, wanted);
    Some(match comparison {
        C::StringEquals => text(false).is_some_and(|wanted| matches_text(&wanted, given)),
        C::StringEqualsIgnoreCase => text(false).is_some_and(|pieces| {
            let folded: Vec<Piece> = pieces.into_iter().flat_map(lower).collect();
            matches_text(&folded, &given.to_lowercase())
        }),
        C::StringLike => text(true).is_some_and(|wanted| matches_text(&wanted, given)),
        C::ArnEquals | C::ArnLike => match text(true) {
            None => false,
            Some(wanted) => matches_arn(&wanted, given)?,
        },
        C::NumericEquals => number()? == Ordering::Equal,
        C::NumericLessThan => number()? == Ordering::Less,
        C::NumericLessThanEquals => number()? != Ordering::Greater,
        C::NumericGreaterThan => number()? == Ordering::Greater,
        C::NumericGreaterThanEquals => number()? != Ordering::Less,
        C::DateEquals => date()? == Ordering::Equal,
        C::DateLessThan => date()? == Ordering::Less,
        C::DateLessThanEquals => date()? != Ordering::Greater,
        C::DateGreaterThan => date()? == Ordering::Greater,
        C::DateGreaterThanEquals => date()? != Ordering::Less,
        C::Bool => boolean(wanted)? == boolean(given)?,
        C::BinaryEquals => (is_base64(wanted) && is_base64(given)).then_some(wanted == given)?,
        C::IpAddress => in_range(wanted, given)?,
        C::StringNotEquals
        | C::StringNotEqualsIgnoreCase
        | C::StringNotLike
        | C::NumericNotEquals
        | C::DateNotEquals
        | C::NotIpAddress
        | C::ArnNotEquals
        | C::ArnNotLike
        | C::Null => unreachable!("taken apart above"),
    })
}

/// Whether `value` is of the kind that `comparison` compares.
pub(crate) fn reads(comparison: Comparison, value: &str) -> bool {
    let name = comparison.as_str();
    if name.contains("Numeric") {
        compare_numbers(value, "0").is_some()
    } else if name.contains("Date") {
        compare_dates(value, "0").is_some()
    } else if name.contains("IpAddress") {
        in_range("::/0", value).is_some()
    } else if name.contains("Arn") {
        value.starts_with("arn:") && value.splitn(6, ':').count() == 6
    } else {
        match comparison {
            Comparison::Bool => boolean(value).is_some(),
            Comparison::BinaryEquals => is_base64(value),
            _ => true,
        }
    }
}

/// `true` or `false`. The case of the letters is not said to matter, nor not to.
fn boolean(text: &str) -> Option<bool> {
    text.to_ascii_lowercase().parse().ok()
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - digits.len() < 3
        && digits
            .chars()
            .all(|digit| digit.is_ascii_alphanumeric() || matches!(digit, '+' | '/'))
}

/// The piece in lower case, which may be longer.
fn lower(piece: Piece) -> Vec<Piece> {
    match piece {
        Piece::Exactly(character) => character.to_lowercase().map(Piece::Exactly).collect(),
        other => vec![other],
    }
}
