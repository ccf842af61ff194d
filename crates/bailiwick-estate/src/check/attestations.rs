//! An attestation ends after it begins.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for control in estate.controls.iter() {
        let Some(attested) = &control.attested else {
            continue;
        };
        if attested.until < attested.on {
            diagnostics.push(
                Diagnostic::error(
                    Code::ATTESTATION_ENDS_EARLY,
                    attested.fields.value("until"),
                    format!("this attestation ends on {}, before it begins", attested.until),
                )
                .related(
                    attested.fields.value("on"),
                    format!("it begins on {}", attested.on),
                )
                .help("correct one of the two dates: year, month, day; after `until` the control counts as refuted"),
            );
        }
    }
}
