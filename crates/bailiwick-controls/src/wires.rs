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

pub(crate) use ask::{Found, ask};
pub(crate) use complement::complement;
pub use declared::{SYSTEM as SYSTEM_TAG, network as declared_network};

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Network as DeclaredNetwork, System};
use bailiwick_net::model::Network;
use bailiwick_net::reach::Selection;

use crate::observed::Observed;

/// A network to be asked, and how what the estate declares is called in it.
#[derive(Clone, Debug)]
pub(crate) struct Wires {
    pub(crate) network: Network,
    observed: bool,
}

impl Wires {
    /// What is compiled.
    pub(crate) fn compiled(estate: &Estate, blueprint: &bailiwick_compile::Blueprint) -> Self {
        Self {
            network: declared::network(estate, blueprint),
            observed: false,
        }
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
        Self {
            network: bailiwick_net::describe::read(files),
            observed: true,
        }
    }

    /// What stands for a system: the interfaces with its name, or, in what AWS holds, with
    /// its security groups.
    pub(crate) fn system(&self, estate: &Estate, system: &Declared<System>) -> Selection {
        if !self.observed {
            return Selection::Tag {
                key: declared::SYSTEM.to_owned(),
                value: Some(system.name.to_string()),
            };
        }
        let mut all = Vec::new();
        if let Some(called) = &system.called {
            all.push(Selection::Named(called.to_string()));
        }
        let network = estate
            .network_of(system)
            .map(|network| network.name.as_str());
        for group in &system.security_groups {
            let names = [
                group.to_string(),
                network.map_or_else(String::new, |network| format!("{network}-{group}")),
            ];
            let groups = self.network.security_groups.values();
            let same = groups.filter(|one| names.contains(&one.name));
            all.extend(same.map(|one| Selection::Named(one.id.to_string())));
        }
        Selection::Any(all)
    }

    /// Everything in a network, told by the `Name` of its VPC.
    pub(crate) fn network(&self, network: &Declared<DeclaredNetwork>) -> Selection {
        let name = network.name.as_str();
        let vpcs = self.network.vpcs.values();
        let same = vpcs.filter(|vpc| vpc.tags.get("Name").is_some_and(|own| own == name));
        Selection::Any(
            same.map(|vpc| Selection::Named(vpc.id.to_string()))
                .collect(),
        )
    }
}
