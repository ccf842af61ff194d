//! Environments cannot reach each other.

use bailiwick_estate::lower::{Declared, Ref};
use bailiwick_estate::model::{CatalogueControl, Network};
use bailiwick_estate::selection::Selection;
use bailiwick_net::model::Traffic;
use bailiwick_net::reach::Endpoint;

use super::{Entry, Mappings};
use crate::assertion::closed;
use crate::judgement::Evidence;
use crate::verdict::{Basis, Reason, Verdict};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::EnvironmentsIsolated,
    page: include_str!("../../pages/environments-isolated.md"),
    mappings: Mappings {
        iso_27001: &["A.8.22", "A.8.31"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

/// What lies in a selected network is asked about from every address of the networks of
/// other environments.
fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let mut bases = Vec::new();
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    for network in selection.networks.values() {
        let Some(environment) = environment(world, network) else {
            continue;
        };
        let others = world.estate.networks.iter().filter(|other| {
            let theirs = self::environment(world, other);
            theirs.is_some_and(|theirs| theirs != environment)
        });
        let addresses: Vec<_> = others
            .flat_map(|other| other.cidr.iter().map(|cidr| cidr.value.net()))
            .collect();
        if addresses.is_empty() {
            continue;
        }
        let mut inside = Selection::default();
        for system in world.estate.systems.iter() {
            let own = world.estate.network_of(system);
            if own.is_some_and(|own| own.name == network.name) {
                inside.systems.insert(system.name.as_str(), system);
            }
        }
        match closed(
            world,
            evidence,
            &inside,
            &[Endpoint::Addresses(addresses)],
            &[Traffic::All],
        ) {
            Verdict::Proved(_) => bases.push(Basis(format!(
                "nothing of other environments reaches `{}`",
                network.name
            ))),
            Verdict::Refuted(found) => witnesses.extend(found),
            Verdict::Unknown(why) => reasons.extend(why.into_iter().filter(|reason| {
                // The endpoint of a cluster on the internet is no way between environments.
                !matches!(reason, Reason::NotVisible(_))
            })),
            Verdict::Attested(_) => {}
        }
    }
    match (witnesses.is_empty(), reasons.is_empty(), bases.is_empty()) {
        (false, _, _) => Verdict::Refuted(witnesses),
        (true, false, _) => Verdict::Unknown(reasons),
        (true, true, false) => Verdict::Proved(bases),
        (true, true, true) => {
            let text = "no two networks of different environments are selected".to_owned();
            Verdict::unknown(Reason::NothingSelected(text))
        }
    }
}

fn environment<'w>(world: &World<'w>, network: &'w Declared<Network>) -> Option<&'w str> {
    let account = network.account.as_ref();
    let account = account.and_then(|account| account.of(&world.estate.accounts));
    let of_account = || account?.environment.as_ref();
    network
        .environment
        .as_ref()
        .or_else(of_account)
        .map(Ref::as_str)
}
