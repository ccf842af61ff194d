//! When something holds, as IAM conditions.
//!
//! Source: "AWS global condition context keys" and "IAM JSON policy elements: Condition
//! operators", IAM User Guide.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::{List, Text, nearest};
use bailiwick_estate::model::Conditions;
use bailiwick_iam::policy::Condition;

/// The condition for the words of a statement; none always holds.
pub(super) fn compile(when: Option<&Conditions>, diagnostics: &mut Vec<Diagnostic>) -> Condition {
    let Some(when) = when else {
        return Condition::default();
    };
    let mut condition = Condition::default();
    if let Some(mfa) = when.mfa {
        // Absent from requests signed with long-lived keys: `true` must not hold then,
        // `false` must.
        let operator = if mfa { "Bool" } else { "BoolIfExists" };
        condition = condition.and(operator, "aws:MultiFactorAuthPresent", [mfa.to_string()]);
    }
    let tags = [
        ("aws:ResourceTag", &when.tags),
        ("aws:RequestTag", &when.request_tags),
        ("aws:PrincipalTag", &when.principal_tags),
    ];
    for (key, pairs) in tags {
        for (tag, values) in pairs {
            condition = texts(condition, &format!("{key}/{tag}"), values);
        }
    }
    if !when.regions.is_empty() {
        let regions = when.regions.iter().map(ToString::to_string);
        condition = condition.and("StringEquals", "aws:RequestedRegion", regions);
    }
    if !when.from.is_empty() {
        let ranges = when.from.iter().map(ToString::to_string);
        condition = condition.and("IpAddress", "aws:SourceIp", ranges);
    }
    if !when.from_vpc.is_empty() {
        condition = texts(condition, "aws:SourceVpc", &when.from_vpc);
    }
    if let Some(until) = when.until {
        // The last day is a day on which it still holds.
        let after = until.civil().tomorrow().unwrap_or(until.civil());
        let instant = format!("{after}T00:00:00Z");
        condition = condition.and("DateLessThan", "aws:CurrentTime", [instant]);
    }
    for (operator, keys) in &when.exactly {
        diagnostics.extend(unknown_operator(operator));
        for (key, values) in keys {
            let values = values.iter().map(|value| value.as_str());
            condition = condition.and(operator.as_str(), key.as_str(), values);
        }
    }
    condition
}

/// Text values: with wildcards where any of them has one.
fn texts(condition: Condition, key: &str, values: &List<Text>) -> Condition {
    let wild = values.iter().any(|value| value.contains(['*', '?']));
    let operator = if wild { "StringLike" } else { "StringEquals" };
    condition.and(operator, key, values.iter().map(|value| value.as_str()))
}

/// The operators, without what may stand before them (`ForAllValues:`, `ForAnyValue:`) and
/// after them (`IfExists`).
///
/// Source: "IAM JSON policy elements: Condition operators", IAM User Guide.
const OPERATORS: [&str; 27] = [
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "BinaryEquals",
    "Bool",
    "DateEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateNotEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericNotEquals",
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
];

fn unknown_operator(written: &Text) -> Option<Diagnostic> {
    let set = ["ForAllValues:", "ForAnyValue:"];
    let bare = set.iter().find_map(|set| written.strip_prefix(set));
    let bare = bare.unwrap_or(written);
    // `NullIfExists` alone does not exist.
    let bare = match bare.strip_suffix("IfExists") {
        Some(bare) if bare != "Null" => bare,
        _ => bare,
    };
    if OPERATORS.contains(&bare) {
        return None;
    }
    let message = format!("IAM has no condition operator `{written}`");
    let near = nearest(bare, OPERATORS).map(|near| format!("did you mean `{near}`?"));
    Some(Diagnostic::error(Code::UNKNOWN_OPERATOR, written.span, message).maybe_help(near))
}
