//! An operator for other values than the key has.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::Comparison;
use crate::service_data::{ConditionValueType, GlobalKey};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for test in subject.statements.iter().flat_map(|judged| judged.tests()) {
        let Some(value_type) = subject.value_type(test.key) else {
            continue;
        };
        let is_epoch = GlobalKey::find(test.key).is_some_and(|key| key.name() == "aws:EpochTime");
        if fits(test.operator.comparison, value_type, is_epoch) {
            continue;
        }
        let (operators, what) = match value_type {
            ConditionValueType::String | ConditionValueType::ArrayOfString => ("String", "a text"),
            ConditionValueType::Arn | ConditionValueType::ArrayOfArn => ("Arn", "an ARN"),
            ConditionValueType::Bool | ConditionValueType::ArrayOfBool => ("Bool", "true or false"),
            ConditionValueType::Numeric => ("Numeric", "a number"),
            ConditionValueType::Date => ("Date", "a date"),
            ConditionValueType::IpAddress => ("IpAddress", "an address"),
        };
        let message = format!(
            "`{}` is {what}, and `{}` compares something else",
            test.key, test.written
        );
        let help = format!("use the operators that begin with `{operators}`");
        findings.push(Finding::warning(Code::OPERATOR_TYPE, test.place, message).help(help));
    }
}

/// Whether a comparison is for values of a type
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
fn fits(comparison: Comparison, value_type: ConditionValueType, is_epoch: bool) -> bool {
    let name = comparison.as_str();
    let is = |prefix: &str| name.starts_with(prefix);
    if comparison == Comparison::Null {
        return true;
    }
    match value_type {
        // An ARN may stand in a text, and services say "string" of ARNs.
        ConditionValueType::String | ConditionValueType::ArrayOfString => {
            is("String") || is("Arn") || is("Binary")
        }
        ConditionValueType::Arn | ConditionValueType::ArrayOfArn => is("Arn") || is("String"),
        ConditionValueType::Bool | ConditionValueType::ArrayOfBool => is("Bool") || is("String"),
        ConditionValueType::Numeric => is("Numeric"),
        ConditionValueType::Date => is("Date") || (is_epoch && is("Numeric")),
        ConditionValueType::IpAddress => is("IpAddress") || is("NotIpAddress"),
    }
}
