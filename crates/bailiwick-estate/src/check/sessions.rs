//! A session in AWS lasts between one hour and twelve.
//!
//! Sources: "Set session duration for AWS accounts", IAM Identity Center User Guide: a
//! permission set's is 1 to 12 hours; "UpdateRole", IAM API Reference: a role's is 3600
//! to 43200 seconds.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

const SECONDS: std::ops::RangeInclusive<u64> = 3_600..=43_200;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for permission in estate.permissions.iter() {
        let Some(session) = permission.session else {
            continue;
        };
        if !permission.is_decided_by_iam() || SECONDS.contains(&session.seconds()) {
            continue;
        }
        let help = if session.seconds() < *SECONDS.start() {
            "the shortest session is `1h`"
        } else {
            "the longest session is `12h`"
        };
        diagnostics.push(
            Diagnostic::error(
                Code::SESSION_LENGTH,
                permission.fields.value("session"),
                format!("a session in AWS cannot last `{session}`"),
            )
            .help(help),
        );
    }
}
