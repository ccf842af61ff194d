//! Somebody hears the alarms of a workload, its charges' and its kill switch's.
//!
//! A topic of SNS tells e-mail addresses here; without one it tells nobody, and nothing in
//! AWS complains.
//!
//! Source: "Amazon SNS email subscription setup and management", Amazon SNS Developer Guide
//! (<https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html>).

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::Recipient;
use bailiwick_estate::source::Span;

use super::facts::Facts;
use super::guardrails;
use super::recipients::{emails, of_alarms};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let workload = facts.workload;
    let mut hears = |recipients: &[Recipient], span: Span, what: String, where_to: &str| {
        if emails(facts.estate, recipients).is_empty() {
            let message = match recipients.is_empty() {
                true => format!("nobody is told of {what}"),
                false => format!("nobody who is told of {what} has an e-mail address"),
            };
            diagnostics.push(
                Diagnostic::warning(Code::UNHEARD, span, message).help(
                    format!("name a team or a person with an `email` under {where_to}; a channel alone has none"),
                ),
            );
        }
    };
    let name = &workload.name;
    let what = format!("the alarms of `{name}`");
    hears(&of_alarms(facts), workload.span, what, "`owner`");
    if let Some(switch) = &workload.kill_switch {
        let span = match switch.notify.is_empty() {
            true => switch.fields.value("at"),
            false => switch.fields.value("notify"),
        };
        let what = format!("the kill switch of `{name}`");
        hears(&switch.notify, span, what, "`notify` of the kill switch");
    }
    for alarm in guardrails::of_workload(facts) {
        let what = format!("the billing alarm `{}`", alarm.name);
        hears(&alarm.notify, alarm.span, what, "its `notify`");
    }
}
