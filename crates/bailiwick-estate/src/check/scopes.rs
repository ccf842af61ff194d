//! A selection selects something; a control about nothing is never proved.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for control in estate.controls.iter() {
        let access = control.access.as_ref();
        let scopes = [
            ("applies_to", control.applies_to.as_ref()),
            ("to", control.reach.as_ref().map(|reach| &reach.to)),
            ("on", access.and_then(|access| access.on.as_ref())),
        ];
        for (field, scope) in scopes {
            let Some(scope) = scope else { continue };
            let says_something = scope.fields.iter().next().is_some();
            if says_something && estate.select(Some(scope)).is_empty() {
                diagnostics.push(
                    Diagnostic::warning(
                        Code::SELECTS_NOTHING,
                        scope.fields.head,
                        format!("this `{field}` selects nothing, so nothing would show that `{}` holds", control.name),
                    )
                    .help("all parts of a selection must match at once; take a part away, or name what is really meant"),
                );
            }
        }
    }
}
