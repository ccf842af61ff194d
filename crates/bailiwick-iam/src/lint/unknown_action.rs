//! An action, a service or a pattern that AWS does not have.

use super::subject::{Judged, Subject};
use crate::actions::expand;
use crate::finding::{Code, Finding};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        for pattern in judged.statement.action.patterns() {
            findings.extend(pattern_of(subject, judged, pattern));
        }
    }
}

fn pattern_of(subject: &Subject<'_>, judged: &Judged<'_>, pattern: &str) -> Option<Finding> {
    let data = subject.data;
    let place = judged.element(judged.action_element()).within(pattern);
    if pattern == "*" || pattern == "*:*" {
        return None;
    }
    let dated = format!("the service data is of {}", data.date());
    let Some((prefix, name)) = pattern.split_once(':') else {
        let message = format!("`{pattern}` is no action");
        let help = "an action has the prefix of its service: `s3:GetObject`";
        return Some(Finding::error(Code::UNKNOWN_ACTION, place, message).help(help));
    };
    let Some(service) = data.service(prefix) else {
        let message = format!("no service has the prefix `{prefix}`");
        let help = match data.suggest_service(prefix) {
            Some(near) => format!("did you mean `{near}`?"),
            None => dated,
        };
        return Some(Finding::error(Code::UNKNOWN_SERVICE, place, message).help(help));
    };
    if name.contains(['*', '?']) {
        if !expand(data, pattern).is_empty() {
            return None;
        }
        let message = format!("`{pattern}` matches no action of {}", service.name());
        return Some(Finding::warning(Code::MATCHES_NO_ACTION, place, message).help(dated));
    }
    if service.action(name).is_some() {
        return None;
    }
    let message = format!("{} has no action `{name}`", service.name());
    let help = match data.suggest_action(pattern) {
        Some(near) => format!("did you mean `{near}`? {dated}"),
        None => dated,
    };
    Some(Finding::error(Code::UNKNOWN_ACTION, place, message).help(help))
}
