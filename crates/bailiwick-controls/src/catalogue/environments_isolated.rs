//! Environments cannot reach each other.

use bailiwick_estate::lower::{Declared, Ref};
use bailiwick_estate::model::{CatalogueControl, Network};
use bailiwick_estate::selection::Selection;
use bailiwick_net::model::Traffic;
use bailiwick_net::reach::{self, Endpoint};

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
        let mut inside = Selection::default();
        for system in world.estate.systems.iter() {
            let own = world.estate.network_of(system);
            if own.is_some_and(|own| own.name == network.name) {
                inside.systems.insert(system.name.as_str(), system);
            }
        }
        let wires = match world.wires(evidence) {
            Ok(wires) => wires,
            Err(reason) => return Verdict::unknown(reason),
        };
        // What stands in a network of ours is asked by itself: AWS may yet pick its address.
        let sources: Vec<Endpoint> = others
            .filter_map(|other| match other.account {
                Some(_) => {
                    let inside = wires.network(other);
                    if matches!(&inside, reach::Selection::Any(all) if all.is_empty()) {
                        let text = format!("the VPC `{}`, by its tag `Name`", other.name);
                        reasons.push(Reason::NotGiven(text));
                    }
                    // From where nothing stands nothing is sent.
                    let anything = !inside.interfaces(&wires.network).is_empty();
                    anything.then_some(Endpoint::Selected(inside))
                }
                None => {
                    let blocks = other.cidr.iter().map(|cidr| cidr.value.net());
                    Some(Endpoint::Addresses(blocks.collect()))
                }
            })
            .collect();
        // To where nothing stands nothing comes.
        if sources.is_empty() || inside.systems.is_empty() {
            continue;
        }
        let isolated = || {
            let text = format!("nothing of other environments reaches `{}`", network.name);
            Basis(text)
        };
        match closed(world, evidence, &inside, &sources, &[Traffic::All]) {
            Verdict::Proved(_) | Verdict::Attested(_) => bases.push(isolated()),
            Verdict::Refuted(found) => witnesses.extend(found),
            Verdict::Unknown(why) => {
                // The endpoint of a cluster on the internet is no way between environments.
                let visible = |reason: &Reason| !matches!(reason, Reason::NotVisible(_));
                let why: Vec<Reason> = why.into_iter().filter(visible).collect();
                if why.is_empty() {
                    bases.push(isolated());
                }
                reasons.extend(why);
            }
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
