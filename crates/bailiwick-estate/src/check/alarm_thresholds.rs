//! A billing alarm has one threshold: `at_least` or `above`.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for alarm in estate.billing_alarms.iter() {
        match (alarm.at_least, alarm.above) {
            (Some(_), None) | (None, Some(_)) => {}
            (None, None) => diagnostics.push(
                Diagnostic::error(
                    Code::ALARM_THRESHOLD,
                    alarm.span,
                    format!("nothing says at which sum the alarm `{}` sounds", alarm.name),
                )
                .help("add `at_least: 20 USD`, which sounds at 20 USD, or `above: 20 USD`, which sounds beyond it"),
            ),
            (Some(_), Some(_)) => diagnostics.push(
                Diagnostic::error(
                    Code::ALARM_THRESHOLD,
                    alarm.fields.value("above"),
                    format!("the alarm `{}` has both `at_least` and `above`", alarm.name),
                )
                .related(alarm.fields.value("at_least"), "`at_least` stands here")
                .help("keep one of the two, or make two alarms of it"),
            ),
        }
    }
}
