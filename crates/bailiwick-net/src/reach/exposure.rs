//! What the internet reaches: every interface, at every port.
//!
//! Interfaces of the same subnet with the same security groups are open in the same way,
//! whatever their addresses: only one of each kind is walked to.

use std::collections::{BTreeMap, BTreeSet};

use super::Reach;
use super::judge::reach_between;
use super::places::{Origin, interfaces_as_targets};
use super::start::Start;
use crate::index::Index;
use crate::model::{Id, Traffic};

/// What the internet reaches of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The interface.
    pub interface: Id,
    /// What is open, or may be.
    pub openings: Vec<Opening>,
    /// Whether anything is.
    pub reach: Reach,
}

/// Packets that get in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// By what.
    pub traffic: Traffic,
}

/// What the internet reaches, of these interfaces or of all.
pub(super) fn exposure(index: &Index<'_>, interfaces: Option<&BTreeSet<Id>>) -> Vec<Exposure> {
    let chosen = index
        .network
        .interfaces
        .keys()
        .filter(|id| interfaces.is_none_or(|some| some.contains(*id)));
    let origin = Origin {
        start: Start::Internet,
        sources: index.others.clone(),
        gap: None,
    };
    let _unused: BTreeMap<(), ()> = BTreeMap::new();
    let origins = [origin];
    chosen
        .map(|id| {
            let targets = interfaces_as_targets(index, BTreeSet::from([id.clone()]));
            let reach = reach_between(index, &origins, &targets, Traffic::All);
            Exposure {
                interface: id.clone(),
                openings: Vec::new(),
                reach,
            }
        })
        .collect()
}
