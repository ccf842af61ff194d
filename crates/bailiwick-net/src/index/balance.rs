//! Which network load balancers send to which interfaces.

use std::collections::{BTreeSet, HashMap};

use super::Index;
use crate::model::{
    Id, Interface, InterfaceKind, LoadBalancer, LoadBalancerKind, TargetGroup, TargetKind,
};
use crate::packet::Family;

impl<'n> Index<'n> {
    /// Notes for every interface the network load balancers before it.
    pub(super) fn balance(&mut self) {
        let network = self.network;
        for balancer in network.load_balancers.values() {
            for interface in &balancer.interfaces {
                self.balancers.insert(interface, &balancer.id);
            }
        }
        // Interfaces of load balancers that were not read may lead anywhere.
        let ours = |one: &&'n Interface| one.kind == InterfaceKind::NetworkLoadBalancer;
        let ours = network.interfaces.values().filter(ours);
        let unread = ours.filter(|one| !self.balancers.contains_key(&one.id));
        self.unread_interfaces = unread.map(|one| &one.id).collect();
        let mut owners: HashMap<BTreeSet<&Id>, BTreeSet<&'n Id>> = HashMap::new();
        let network_ones = network
            .load_balancers
            .values()
            .filter(|one| one.kind == LoadBalancerKind::Network);
        for balancer in network_ones {
            let Some(listeners) = &balancer.listeners else {
                self.unread.insert(&balancer.id);
                continue;
            };
            let groups: BTreeSet<&Id> = listeners
                .iter()
                .flat_map(|listener| &listener.target_groups)
                .collect();
            let known: Option<Vec<&TargetGroup>> = groups
                .iter()
                .map(|id| network.target_groups.get(*id))
                .collect();
            let is_read = |group: &&TargetGroup| {
                group.targets.is_some() || group.kind == TargetKind::Function
            };
            match known.filter(|known| known.iter().all(is_read)) {
                None => drop(self.unread.insert(&balancer.id)),
                Some(known) => {
                    let sends_to = known
                        .iter()
                        .flat_map(|group| self.targets_of(balancer, group));
                    let sends_to = owners.entry(groups).or_insert_with(|| sends_to.collect());
                    for interface in sends_to.iter() {
                        self.behind
                            .entry(interface)
                            .or_default()
                            .insert(&balancer.id);
                    }
                }
            }
        }
    }

    fn targets_of(&self, balancer: &LoadBalancer, group: &TargetGroup) -> BTreeSet<&'n Id> {
        let targets = group.targets.iter().flatten();
        let owners = targets.flat_map(|target| {
            [Family::V4, Family::V6]
                .into_iter()
                .flat_map(move |family| {
                    let addresses = self.target_addresses(balancer, group, target, family);
                    addresses
                        .into_iter()
                        .flat_map(move |address| self.owners_anywhere(family, address))
                })
        });
        owners.collect()
    }
}
