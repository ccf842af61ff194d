//! Wildcards under operators that take them for themselves.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::{Comparison, Piece, Template};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for test in subject.statements.iter().flat_map(|judged| judged.tests()) {
        let like = match test.operator.comparison {
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase => "StringLike",
            Comparison::StringNotEquals | Comparison::StringNotEqualsIgnoreCase => "StringNotLike",
            _ => continue,
        };
        for value in test.values {
            let Ok(template) = Template::parse(value, subject.version()) else {
                continue;
            };
            // A question mark may well be meant: web addresses have them.
            if !template.pieces().contains(&Piece::Any) {
                continue;
            }
            let operator = test.operator.comparison.as_str();
            let place = test.place.clone().within(value);
            let message = format!("`{operator}` takes the `*` in `{value}` for an asterisk");
            let help = match value.starts_with("arn:") {
                true => format!("use `{}`, or `{like}`", like.replace("String", "Arn")),
                false => format!("use `{like}`; for an asterisk write `${{*}}`"),
            };
            findings.push(Finding::warning(Code::EQUALS_WILDCARD, place, message).help(help));
        }
    }
}
