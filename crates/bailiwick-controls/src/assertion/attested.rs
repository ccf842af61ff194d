//! Somebody's word, for as long as they gave it.

use bailiwick_estate::model::Attestation;

use crate::verdict::{Attested, Verdict};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// Attested until its last day, and refuted after it: whoever vouched has to look again.
pub(crate) fn attested(world: &World<'_>, attestation: &Attestation) -> Verdict {
    let by = attestation.by.to_string();
    if attestation.until < world.today {
        let what = format!("what `{by}` vouched for ended on {}", attestation.until);
        return Verdict::Refuted(vec![
            Witness::new(WitnessKind::Attestation, what)
                .with("by", by)
                .with("until", attestation.until.to_string())
                .at(attestation.fields.value("until")),
        ]);
    }
    if attestation.on > world.today {
        let what = format!("`{by}` vouches only from {}", attestation.on);
        return Verdict::Refuted(vec![
            Witness::new(WitnessKind::Attestation, what)
                .with("by", by)
                .with("on", attestation.on.to_string())
                .at(attestation.fields.value("on")),
        ]);
    }
    Verdict::Attested(Attested {
        by,
        on: attestation.on,
        until: attestation.until,
        because: attestation.because.to_string(),
    })
}
