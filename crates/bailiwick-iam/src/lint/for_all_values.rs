//! `ForAllValues` in an allowance, where no value at all passes.

use super::subject::{Judged, Subject, Test};
use crate::finding::{Code, Finding};
use crate::policy::{Comparison, Quantifier};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in subject.allowing() {
        for test in judged.tests() {
            let is_multivalued = subject
                .value_type(test.key)
                .is_none_or(|value_type| value_type.is_multivalued());
            // Of other keys `quantifier` tells.
            if test.operator.quantifier != Quantifier::ForAllValues
                || !is_multivalued
                || asks_for(judged, test.key)
            {
                continue;
            }
            let key = test.key;
            let message = format!(
                "a request without `{key}` satisfies `{}`, too",
                test.written
            );
            let help =
                format!("if the key must be there, add `\"Null\": {{\"{key}\": \"false\"}}`");
            findings.push(Finding::warning(Code::FOR_ALL_VALUES, test.place, message).help(help));
        }
    }
}

/// Whether another test of the statement fails without the key. Of tag keys, a
/// test that demands a tag of the request does.
fn asks_for(judged: &Judged<'_>, key: &str) -> bool {
    let is_tag_keys = key.eq_ignore_ascii_case("aws:TagKeys");
    let asks = |test: Test<'_>| {
        let is_null = test.operator.comparison == Comparison::Null && !test.holds_when_absent();
        let is_tag = is_tag_keys && test.key.to_ascii_lowercase().starts_with("aws:requesttag/");
        (test.is_of(key) || is_tag) && (is_null || test.demands())
    };
    judged.tests().any(asks)
}
