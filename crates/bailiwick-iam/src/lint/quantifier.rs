//! Multivalued keys without `ForAllValues` or `ForAnyValue`, and the others with.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::{Comparison, Quantifier};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for test in subject.statements.iter().flat_map(|judged| judged.tests()) {
        let Some(value_type) = subject.value_type(test.key) else {
            continue;
        };
        if test.operator.comparison == Comparison::Null {
            continue;
        }
        let (key, written) = (test.key, test.written);
        match (value_type.is_multivalued(), test.operator.quantifier) {
            (true, Quantifier::Single) => {
                let message = format!("a request may carry several values for `{key}`");
                let help = format!(
                    "write `ForAnyValue:{written}` if one of them must match, `ForAllValues:{written}` if all must"
                );
                findings.push(Finding::warning(Code::QUANTIFIER, test.place, message).help(help));
            }
            // AWS: "Do not use condition set operators with single-valued
            // context keys"; that `ForAllValues` holds without the key is worst.
            (false, Quantifier::ForAllValues) => {
                let message = format!(
                    "a request carries one value for `{key}`, and `{written}` holds without any"
                );
                let help = "take `ForAllValues:` out";
                findings.push(Finding::warning(Code::QUANTIFIER, test.place, message).help(help));
            }
            _ => {}
        }
    }
}
