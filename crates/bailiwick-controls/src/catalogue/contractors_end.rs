//! Contractors have an end date.

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings, groups};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::ContractorsEnd,
    page: include_str!("../../pages/contractors-end.md"),
    mappings: Mappings {
        iso_27001: &["A.5.18", "A.6.5"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(compiled),
    observed: None,
};

/// The language wants a last day of every contract. What can be missing is the contract:
/// then the group claims more contractors than its members have contracts.
fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut ended = 0;
    let mut reasons = Vec::new();
    for group in groups(world, selection) {
        for seats in world.estate.seating_of(group).roles {
            let claimed = seats.claim.map_or(0, |claim| claim.contractors);
            let named = seats.named();
            ended += named.contractors;
            if claimed > 0 && named.count == 0 {
                let text = format!("`{}` counts contractors and names nobody", group.name);
                reasons.push(Reason::NotVisible(text));
            } else if claimed > named.contractors {
                let what = format!(
                    "`{}` claims {claimed} contractors as {}, and {} of those named have a contract with an end",
                    group.name, seats.role.name, named.contractors
                );
                witnesses.push(Witness::new(WitnessKind::Principal, what).at(group.span));
            }
        }
    }
    if ended == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "no contractor is counted or named there".to_owned();
        return Verdict::unknown(Reason::NotVisible(text));
    }
    Verdict::of(witnesses, reasons, || {
        let ended = usize::try_from(ended).unwrap_or(usize::MAX);
        let contractors = counted(
            ended,
            "seat of a contractor has",
            "seats of contractors have",
        );
        format!("{contractors} a contract with a last day")
    })
}
