//! What is approved is requested first, and what is requested is approved by somebody.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Fields, Text};
use crate::model::{Approver, Grant};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for class in estate.account_classes.iter() {
        for entry in class.entry.iter() {
            let what = format!("the way in `{}`", entry.name);
            complain(
                &what,
                entry.request.as_ref(),
                &entry.approvers,
                &entry.fields,
                diagnostics,
            );
        }
    }
    for group in estate.groups.iter() {
        for grant in &group.grants {
            if let Grant::Permission(grant) = grant {
                let what = format!("the grant of `{}`", grant.permission);
                complain(
                    &what,
                    grant.request.as_ref(),
                    &grant.approvers,
                    &grant.fields,
                    diagnostics,
                );
            }
        }
    }
}

fn complain(
    what: &str,
    request: Option<&Text>,
    approvers: &[Approver],
    fields: &Fields,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if request.is_none() {
        let idle = [("approvers", "approvers"), ("for", "a duration")]
            .into_iter()
            .find_map(|(field, noun)| Some((noun, fields.key(field)?)));
        if let Some((noun, span)) = idle {
            diagnostics.push(
                Diagnostic::error(
                    Code::APPROVAL_WITHOUT_REQUEST,
                    span,
                    format!("{what} has {noun}, but nothing that is requested"),
                )
                .help("add `request` with the name that people request it by; without `request` it is held at once, and until it is taken away"),
            );
        }
    } else if approvers.is_empty() {
        diagnostics.push(
            Diagnostic::warning(
                Code::REQUEST_WITHOUT_APPROVERS,
                fields.value("request"),
                format!("{what} is requested, but nobody approves it"),
            )
            .help("add `approvers` with the teams, people or groups that decide"),
        );
    }
}
