//! Contractors have an end date.

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict};
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

/// The model gives every contract a last day; what is left to show is that nobody whose
/// contract is over is still in a group. `Estate::on` takes them out of what is compiled;
/// this looks at the people themselves.
fn compiled(world: &World<'_>, _: &Selection<'_>) -> Verdict {
    let estate = world.estate;
    let contractors: Vec<_> = estate
        .people
        .iter()
        .filter_map(|person| Some((person, person.contractor.as_ref()?)))
        .collect();
    if contractors.is_empty() {
        let text = "the estate names no contractor".to_owned();
        return Verdict::unknown(Reason::NotVisible(text));
    }
    let over = contractors
        .iter()
        .filter(|(person, contract)| {
            contract.until < world.today && estate.groups_of(person.name.as_str()).next().is_some()
        })
        .map(|(person, contract)| {
            let what = format!(
                "the contract of `{}` is over, and they are in a group",
                person.name
            );
            Witness::new(WitnessKind::Principal, what)
                .with("until", contract.until.to_string())
                .at(contract.fields.value("until"))
        })
        .collect();
    Verdict::of(over, Vec::new(), || {
        format!("all {} contractors have a last day", contractors.len())
    })
}
