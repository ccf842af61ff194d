//! Networks as controls ask about them: what is compiled, with the systems that the estate
//! places in them; or what the AWS CLI described.
//!
//! Owns: [`Wires`], the interfaces of a system, and the answer of the engine as what a
//! verdict is made of. Refuses: to walk packets, which the engine does.
//!
//! A declared system stands in the subnets that it names, with its security groups; where it
//! names none, what holds must hold in each.

mod ask;
mod complement;
mod declared;
mod place;
mod stray;

pub(crate) use ask::{Found, ask_each};
pub(crate) use complement::complement;
pub use declared::{SYSTEM as SYSTEM_TAG, network as declared_network};

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Network as DeclaredNetwork, System};
use bailiwick_net::model::{Id, Network, Tags};
use bailiwick_net::reach::Selection;

use crate::observed::Observed;
use crate::verdict::Reason;
use place::Place;

/// A network to be asked, and how what the estate declares is called in it.
#[derive(Clone, Debug)]
pub(crate) struct Wires {
    pub(crate) network: Network,
    observed: bool,
    /// What stands for each system in what is compiled.
    systems: HashMap<String, BTreeSet<Id>>,
    /// The VPCs of each name, and what stands in each.
    vpcs: HashMap<String, Vec<(Id, BTreeSet<Id>)>>,
}

impl Wires {
    /// What is compiled.
    pub(crate) fn compiled(estate: &Estate, blueprint: &bailiwick_compile::Blueprint) -> Self {
        Self::new(declared::network(estate, blueprint), false)
    }

    /// What AWS holds.
    pub(crate) fn observed(observed: &Observed) -> Self {
        let files: Vec<(String, String)> = observed
            .documents()
            .map(|document| (document.path.clone(), document.content.to_string()))
            .collect();
        let files = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        Self::new(bailiwick_net::describe::read(files), true)
    }

    fn new(network: Network, observed: bool) -> Self {
        let mut systems: HashMap<String, BTreeSet<Id>> = HashMap::new();
        let mut inside: BTreeMap<&Id, BTreeSet<Id>> = BTreeMap::new();
        let mut add = |tags: &Tags, interface: &Id| {
            if let Some(system) = tags.get(declared::SYSTEM) {
                let own = systems.entry(system.clone()).or_default();
                own.insert(interface.clone());
            }
        };
        for interface in network.interfaces.values() {
            let own = inside.entry(&interface.vpc).or_default();
            own.insert(interface.id.clone());
            let instance = interface.instance.as_ref();
            let tags = instance.and_then(|instance| network.instance_tags.get(instance));
            for tags in tags.into_iter().chain([&interface.tags]) {
                add(tags, &interface.id);
            }
        }
        for balancer in network.load_balancers.values() {
            for interface in &balancer.interfaces {
                add(&balancer.tags, interface);
            }
        }
        let mut vpcs: HashMap<String, Vec<(Id, BTreeSet<Id>)>> = HashMap::new();
        for vpc in network.vpcs.values() {
            if let Some(name) = vpc.tags.get("Name") {
                let inside = inside.remove(&vpc.id).unwrap_or_default();
                let same = vpcs.entry(name.clone()).or_default();
                same.push((vpc.id.clone(), inside));
            }
        }
        Self {
            systems,
            vpcs,
            network,
            observed,
        }
    }

    /// What stands for a system: the interfaces with its name, or, in what AWS holds, with
    /// its security groups in the account and the region of its network.
    pub(crate) fn system(
        &self,
        estate: &Estate,
        system: &Declared<System>,
    ) -> Result<Selection, Reason> {
        if !self.observed {
            let name = system.name.as_str();
            return Ok(match self.systems.get(name) {
                Some(own) => Selection::These(own.clone()),
                None => Selection::Tag {
                    key: declared::SYSTEM.to_owned(),
                    value: Some(name.to_owned()),
                },
            });
        }
        let no_network = || Reason::NotGiven(format!("the network of `{}`", system.name));
        let network = estate.network_of(system).ok_or_else(no_network)?;
        let vpcs = Place::of(estate, network)?.vpcs(&self.network)?;
        let mut all = Vec::new();
        if let Some(called) = &system.called {
            let called = Selection::Named(called.to_string()).interfaces(&self.network);
            let is_here = |id: &Id| {
                let interface = self.network.interfaces.get(id);
                interface.is_some_and(|interface| vpcs.contains(&interface.vpc))
            };
            all.push(Selection::These(
                called.into_iter().filter(is_here).collect(),
            ));
        }
        for group in &system.security_groups {
            let names = [group.to_string(), format!("{}-{group}", network.name)];
            let groups = self.network.security_groups.values();
            let same = groups.filter(|one| {
                let is_here = one.vpc.as_ref().is_some_and(|vpc| vpcs.contains(vpc));
                is_here && names.contains(&one.name)
            });
            all.extend(same.map(|one| Selection::Named(one.id.to_string())));
        }
        Ok(Selection::Any(all))
    }

    /// Everything in a network, told by the `Name` of its VPC; in what AWS holds, of one in
    /// the account and the region that it is declared in.
    pub(crate) fn network(
        &self,
        estate: &Estate,
        network: &Declared<DeclaredNetwork>,
    ) -> Result<Selection, Reason> {
        let what = format!("the VPC `{}`, by its tag `Name`,", network.name);
        let same = self.vpcs.get(network.name.as_str());
        let same = same.into_iter().flatten();
        let vpcs: Vec<&(Id, BTreeSet<Id>)> = match self.observed {
            true => {
                let place = Place::of(estate, network)?;
                let here = place.vpcs(&self.network)?;
                let vpcs: Vec<_> = same.filter(|(id, _)| here.contains(id)).collect();
                match vpcs.is_empty() {
                    true => return Err(place.not_given(&what)),
                    false => vpcs,
                }
            }
            false => same.collect(),
        };
        if vpcs.is_empty() {
            return Err(Reason::NotGiven(format!(
                "the VPC `{}`, by its tag `Name`",
                network.name
            )));
        }
        let inside = vpcs.iter().flat_map(|(_, inside)| inside);
        let inside: BTreeSet<Id> = inside.cloned().collect();
        let named = |(id, _): &&(Id, _)| Selection::Named(id.to_string());
        Ok(match inside.is_empty() {
            true => Selection::Any(vpcs.iter().map(named).collect()),
            false => Selection::These(inside),
        })
    }
}
