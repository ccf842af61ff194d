//! Environments cannot reach each other.

use std::collections::BTreeMap;

use bailiwick_estate::lower::{Declared, Ref};
use bailiwick_estate::model::{CatalogueControl, Network, System};
use bailiwick_estate::selection::Selection;
use bailiwick_net::model::Traffic;
use bailiwick_net::reach::Endpoint;

use super::{Entry, Mappings};
use crate::assertion::{closed, stands_in_network};
use crate::at_once::at_once;
use crate::judgement::Evidence;
use crate::verdict::{Basis, Reason, Verdict};
use crate::wires::Wires;
use crate::witness::Witness;
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

/// What was found so far.
struct Found<'f, 'w> {
    /// The systems in each network.
    systems: &'f BTreeMap<&'w str, Vec<&'w Declared<System>>>,
    bases: Vec<Basis>,
    witnesses: Vec<Witness>,
    reasons: Vec<Reason>,
}

/// What lies in a selected network is asked about from every address of the networks of
/// other environments.
fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let mut environments: BTreeMap<&str, Vec<&Declared<Network>>> = BTreeMap::new();
    for network in selection.networks.values() {
        if let Some(environment) = environment(world, network) {
            environments.entry(environment).or_default().push(network);
        }
    }
    let mut systems: BTreeMap<&str, Vec<&Declared<System>>> = BTreeMap::new();
    for system in world.estate.systems.iter() {
        if let Some(network) = world.estate.network_of(system) {
            systems
                .entry(network.name.as_str())
                .or_default()
                .push(system);
        }
    }
    let wires = match world.wires(evidence) {
        _ if environments.is_empty() => return verdict(Vec::new(), Vec::new(), Vec::new()),
        Ok(wires) => wires,
        Err(reason) => return Verdict::unknown(reason),
    };
    let environments: Vec<(&str, Vec<&Declared<Network>>)> = environments.into_iter().collect();
    let found = at_once(&environments, |(environment, networks)| {
        let mut found = Found {
            systems: &systems,
            bases: Vec::new(),
            witnesses: Vec::new(),
            reasons: Vec::new(),
        };
        let sources = outside(world, environment, wires, &mut found.reasons);
        // From where nothing stands nothing is sent.
        if sources.is_empty() {
            return found;
        }
        let (full, others): (Vec<_>, Vec<_>) = networks.iter().partition(|network| {
            let inside = found.inside(&[network]);
            let mut inside = inside.systems.values();
            inside.any(|system| stands_in_network(world, system))
        });
        found.judge(world, evidence, &full, &sources);
        for network in others {
            found.judge(world, evidence, &[network], &sources);
        }
        found
    });
    let (mut bases, mut witnesses, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for found in found {
        bases.extend(found.bases);
        witnesses.extend(found.witnesses);
        reasons.extend(found.reasons);
    }
    verdict(bases, witnesses, reasons)
}

fn verdict(mut bases: Vec<Basis>, witnesses: Vec<Witness>, mut reasons: Vec<Reason>) -> Verdict {
    bases.sort();
    reasons.sort();
    reasons.dedup();
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

impl<'w> Found<'_, 'w> {
    /// The systems in some networks.
    fn inside(&self, networks: &[&Declared<Network>]) -> Selection<'w> {
        let systems = networks
            .iter()
            .filter_map(|one| self.systems.get(one.name.as_str()));
        Selection {
            systems: systems
                .flatten()
                .map(|system| (system.name.as_str(), *system))
                .collect(),
            ..Selection::default()
        }
    }

    /// Judges networks of one environment together; where that says no more than that not all
    /// of them are isolated, each by itself.
    fn judge(
        &mut self,
        world: &World<'_>,
        evidence: Evidence,
        networks: &[&Declared<Network>],
        sources: &[Endpoint],
    ) {
        let inside = self.inside(networks);
        // To where nothing stands nothing comes.
        if inside.systems.is_empty() {
            return;
        }
        let isolated = networks.iter().map(|network| {
            let text = format!("nothing of other environments reaches `{}`", network.name);
            Basis(text)
        });
        match closed(world, evidence, &inside, sources, &[Traffic::All]) {
            Verdict::Proved(_) | Verdict::Attested(_) => {
                self.bases.extend(isolated);
            }
            Verdict::Unknown(why) if why.iter().all(of_a_cluster) => {
                self.bases.extend(isolated);
            }
            _ if networks.len() > 1 => {
                let (one, other) = networks.split_at(networks.len() / 2);
                self.judge(world, evidence, one, sources);
                self.judge(world, evidence, other, sources);
            }
            Verdict::Refuted(found) => self.witnesses.extend(found),
            Verdict::Unknown(why) => {
                let why = why.into_iter().filter(|reason| !of_a_cluster(reason));
                self.reasons.extend(why);
            }
        }
    }
}

/// The endpoint of a cluster on the internet is no way between environments.
fn of_a_cluster(reason: &Reason) -> bool {
    matches!(reason, Reason::NotVisible(_))
}

/// What sends from the networks of other environments. What stands in a network of ours is
/// asked by itself: AWS may yet pick its address.
fn outside(
    world: &World<'_>,
    environment: &str,
    wires: &Wires,
    reasons: &mut Vec<Reason>,
) -> Vec<Endpoint> {
    let others = world.estate.networks.iter().filter(|other| {
        let theirs = self::environment(world, other);
        theirs.is_some_and(|theirs| theirs != environment)
    });
    let sends = |other: &Declared<Network>| match &other.account {
        Some(_) => match wires.network(world.estate, other) {
            Err(reason) => {
                reasons.push(reason);
                None
            }
            // From where nothing stands nothing is sent.
            Ok(inside) => {
                let anything = !inside.interfaces(&wires.network).is_empty();
                anything.then_some(Endpoint::Selected(inside))
            }
        },
        None => {
            let blocks = other.cidr.iter().map(|cidr| cidr.value.net());
            Some(Endpoint::Addresses(blocks.collect()))
        }
    };
    others.filter_map(sends).collect()
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
