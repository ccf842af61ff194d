//! A control has something that can show it.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for control in estate.controls.iter() {
        let shown = control.reach.is_some()
            || control.access.is_some()
            || !control.catalogue.is_empty()
            || control.attested.is_some()
            || control.unknown_accepted.is_some();
        if !shown {
            diagnostics.push(
                Diagnostic::error(
                    Code::NOTHING_SHOWS_CONTROL,
                    control.span,
                    format!("nothing can show that the control `{}` holds", control.name),
                )
                .help("add `reach` (who may talk to what), `access` (who may do what), `catalogue` (a check that Bailiwick has) or `attested` (somebody's word); to leave it open for now, add `unknown_accepted` with the reason"),
            );
        }
    }
}
