//! A condition key that AWS does not have.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::service_data::{ConditionKey, GlobalKey, nearest};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for test in subject.statements.iter().flat_map(|judged| judged.tests()) {
        let key = test.key;
        let (prefix, _) = key.split_once(':').unwrap_or((key, ""));
        // Keys of identity providers begin with the provider's name, which may
        // be anybody's.
        if subject.value_type(key).is_some() || prefix.contains(['.', '/']) {
            continue;
        }
        let service = subject.data.service(prefix);
        let mut names: Vec<&str> = GlobalKey::all().map(GlobalKey::name).collect();
        names.extend(
            service
                .iter()
                .flat_map(|service| service.condition_keys())
                .map(ConditionKey::name),
        );
        let message = match service {
            _ if prefix.eq_ignore_ascii_case("aws") => format!("AWS has no condition key `{key}`"),
            Some(service) => format!("{} has no condition key `{key}`", service.name()),
            None => format!("no service has a condition key `{key}`"),
        };
        let dated = format!("the service data is of {}", subject.data.date());
        let help = match nearest(key, names.into_iter()) {
            Some(near) => format!("did you mean `{near}`? {dated}"),
            None => dated,
        };
        findings.push(Finding::error(Code::UNKNOWN_KEY, test.place, message).help(help));
    }
}
