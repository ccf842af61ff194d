//! A condition operator that IAM does not have.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::{Comparison, Operator};
use crate::service_data::nearest;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        for (written, _, _) in judged.statement.condition.tests() {
            if written.parse::<Operator>().is_ok() {
                continue;
            }
            let name = written.split_once(':').map_or(written, |(_, name)| name);
            let names = Comparison::ALL.iter().map(|comparison| comparison.as_str());
            let help = match nearest(name.trim_end_matches("IfExists"), names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "operators are listed under \"Condition operators\" in the IAM User Guide"
                    .to_owned(),
            };
            let place = judged.element("Condition").within(written);
            let message = format!("IAM has no condition operator `{written}`");
            findings.push(Finding::error(Code::UNKNOWN_OPERATOR, place, message).help(help));
        }
    }
}
