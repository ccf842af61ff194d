//! CloudWatch Logs keeps events for one of a list of numbers of days.
//!
//! Source: "PutRetentionPolicy", Amazon CloudWatch Logs API Reference.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::model::Destination;
use crate::source::Span;
use crate::value::Duration;

const DAYS: [u64; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for log in estate.logs.iter() {
        let mut groups = log.to.iter();
        let Some(group) = groups.find(|to| matches!(to, Destination::CloudWatch(_))) else {
            continue;
        };
        let complaint = complaint(log.retention, log.fields.value("retention"));
        let here =
            |one: Diagnostic| one.related(group.span(), "the log flows to CloudWatch Logs here");
        diagnostics.extend(complaint.map(here));
    }
    for workload in estate.workloads.iter() {
        let span = workload.fields.value("log_retention");
        let kept = workload.log_retention;
        diagnostics.extend(kept.and_then(|kept| complaint(kept, span)));
    }
}

fn complaint(kept: Duration, span: Span) -> Option<Diagnostic> {
    if kept.days().is_some_and(|days| DAYS.contains(&days)) {
        return None;
    }
    let seconds = kept.seconds();
    let longer = DAYS.iter().find(|days| **days * 86_400 >= seconds);
    let help = match longer {
        Some(days) => format!(
            "the next longer choice is `{days}d`; the choices are {}",
            choices()
        ),
        None => format!(
            "the longest choice is `3653d`; the choices are {}",
            choices()
        ),
    };
    let message = format!("CloudWatch Logs cannot keep events for `{kept}`");
    Some(Diagnostic::error(Code::LOG_RETENTION, span, message).help(help))
}

fn choices() -> String {
    let days: Vec<String> = DAYS.iter().map(u64::to_string).collect();
    format!("{} days", days.join(", "))
}
