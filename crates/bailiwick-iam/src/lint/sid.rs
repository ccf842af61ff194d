//! Statement ids that IAM refuses.

use std::collections::BTreeMap;

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::{PolicyKind, Sid};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for judged in &subject.statements {
        let Some(sid) = &judged.statement.sid else {
            continue;
        };
        let place = judged.element("Sid");
        if let Some(other) = first.insert(sid.as_str(), judged.position) {
            let other = subject.statements[other].element("Sid");
            let message = format!("two statements have the id `{sid}`");
            let finding = Finding::error(Code::SID, place.clone(), message);
            let finding = finding.related(other, "the other is here");
            findings.push(finding.help("give each statement an id of its own, or none"));
        }
        // Services with resource policies take more.
        if subject.kind != PolicyKind::Resource && Sid::new(sid.as_str()).is_err() {
            let message = format!("IAM takes no statement id like `{sid}`");
            let finding = Finding::error(Code::SID, place, message);
            findings.push(finding.help("only the letters A-Z and a-z and the digits 0-9"));
        }
    }
}
