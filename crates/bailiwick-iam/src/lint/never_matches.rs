//! Conditions that no request satisfies.

use std::collections::BTreeSet;

use super::subject::{Subject, Test};
use crate::finding::{Code, Finding};
use crate::overlap::{Step, overlap, steps_of};
use crate::policy::{Comparison, Quantifier, Version};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        let tests: Vec<Test<'_>> = judged.tests().collect();
        for (position, test) in tests.iter().enumerate() {
            if test.values.is_empty() && test.demands() {
                let message = format!("`{}` has no value to match", test.key);
                let finding = Finding::warning(Code::NEVER_MATCHES, test.place.clone(), message);
                findings.push(finding.help("name a value, or take the test out"));
            }
            for other in &tests[position + 1..] {
                if other.is_of(test.key) && contradict(subject.version(), test, other) {
                    let message = format!(
                        "no value of `{}` satisfies this and the other test",
                        test.key
                    );
                    let finding =
                        Finding::warning(Code::NEVER_MATCHES, other.place.clone(), message);
                    let finding = finding.related(test.place.clone(), "the other test is here");
                    findings.push(
                        finding.help("mend one of the two: all tests of a statement must hold"),
                    );
                }
            }
        }
    }
}

/// Whether no request satisfies two tests of one key. `true` is sure.
fn contradict(version: Version, one: &Test<'_>, other: &Test<'_>) -> bool {
    if is_null(one, "true") && other.demands() || is_null(other, "true") && one.demands() {
        return true;
    }
    let single = |test: &Test<'_>| test.operator.quantifier == Quantifier::Single;
    // Without the key both hold.
    if one.holds_when_absent() && other.holds_when_absent() || !single(one) || !single(other) {
        return false;
    }
    match (bounds(one), bounds(other)) {
        (Some(one), Some(other)) => return one.0.max(other.0) > one.1.min(other.1),
        (None, None) => {}
        _ => return false,
    }
    match (texts(version, one), texts(version, other)) {
        (Some(one), Some(other)) => !one
            .iter()
            .any(|steps| other.iter().any(|others| overlap(steps, others))),
        _ => excludes(one, other) || excludes(other, one),
    }
}

fn is_null(test: &Test<'_>, value: &str) -> bool {
    let only = BTreeSet::from([value.to_owned()]);
    test.operator.comparison == Comparison::Null && *test.values == only
}

/// The least and the greatest number that satisfy a test of numbers.
fn bounds(test: &Test<'_>) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = test
        .values
        .iter()
        .filter_map(|value| value.parse().ok())
        .collect();
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    match test.operator.comparison {
        Comparison::NumericLessThan | Comparison::NumericLessThanEquals => {
            Some((f64::NEG_INFINITY, greatest))
        }
        Comparison::NumericGreaterThan | Comparison::NumericGreaterThanEquals => {
            Some((least, f64::INFINITY))
        }
        Comparison::NumericEquals => Some((least, greatest)),
        _ => None,
    }
}

/// The texts that satisfy a test, as patterns in small letters.
fn texts(version: Version, test: &Test<'_>) -> Option<Vec<Vec<Step>>> {
    let has_wildcards = match test.operator.comparison {
        Comparison::StringLike | Comparison::ArnLike | Comparison::ArnEquals => true,
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::Bool => false,
        _ => return None,
    };
    let steps = |value: &String| {
        let value = value.to_ascii_lowercase();
        match has_wildcards || value.contains("${") {
            true => steps_of(&value, version),
            false => Some(value.chars().map(Step::Exactly).collect()),
        }
    };
    test.values.iter().map(steps).collect()
}

/// Whether `not` refuses every value that `is` takes.
fn excludes(not: &Test<'_>, is: &Test<'_>) -> bool {
    not.operator.comparison == Comparison::StringNotEquals
        && is.operator.comparison == Comparison::StringEquals
        && is.values.is_subset(not.values)
}
