//! An exception from MFA is said twice, as `mfa: exempt` and as an `exception` with its
//! reason; and any exception names who approved it.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::model::{Exception, Mfa};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for permission in estate.permissions.iter() {
        let exempt = permission.mfa == Some(Mfa::Exempt);
        if exempt && permission.exception.is_none() {
            diagnostics.push(
                Diagnostic::error(
                    Code::MFA_EXCEPTION,
                    permission.fields.value("mfa"),
                    format!(
                        "`{}` is exempt from MFA, and nothing says why",
                        permission.name
                    ),
                )
                .help("add `exception` with `because` and `approved_by`, or write `mfa: required`"),
            );
        }
        if !exempt && permission.exception.is_some() {
            diagnostics.push(
                Diagnostic::error(
                    Code::MFA_EXCEPTION,
                    permission.fields.key("exception").unwrap_or(permission.span),
                    format!("`{}` has an exception, but is not exempt from anything", permission.name),
                )
                .help("the exception of a permission is from MFA: add `mfa: exempt`, or take the exception away"),
            );
        }
    }
    let permissions = estate.permissions.iter();
    let controls = estate.controls.iter();
    let exceptions = permissions
        .filter_map(|permission| permission.exception.as_ref())
        .chain(controls.filter_map(|control| control.unknown_accepted.as_ref()));
    diagnostics.extend(exceptions.filter_map(unapproved));
}

fn unapproved(exception: &Exception) -> Option<Diagnostic> {
    exception.approved_by.is_empty().then(|| {
        Diagnostic::warning(
            Code::EXCEPTION_UNAPPROVED,
            exception.fields.head,
            "nobody is named who approved this exception",
        )
        .help("add `approved_by` with a person, a team or a group")
    })
}
