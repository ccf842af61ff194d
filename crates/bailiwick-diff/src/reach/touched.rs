//! What a change of networks can touch.
//!
//! The engine is a function of the network: what is the same on both sides, and connected
//! with nothing that is another, is reached as before. VPCs that a peering or a transit
//! gateway connects are touched together.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_net::model::{AttachmentKind, Id, Network};

use super::parties::Party;

/// The VPCs that a change touches.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// All of them, whatever they are.
    everything: bool,
    vpcs: BTreeSet<Id>,
    /// Security groups that changed.
    groups: BTreeSet<Id>,
}

impl Touched {
    /// Those of a change from one network to another.
    pub(super) fn between(old: &Network, new: &Network) -> Self {
        let mut touched = Self::default();
        if old == new {
            return touched;
        }
        touched.own(old, new);
        touched.everything = shared(old) != shared(new);
        let connected = [old, new].map(connections);
        loop {
            let known = touched.vpcs.len();
            for group in connected.iter().flatten() {
                if !group.is_disjoint(&touched.vpcs) {
                    touched.vpcs.extend(group.iter().cloned());
                }
            }
            if touched.vpcs.len() == known {
                return touched;
            }
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        !self.everything && self.vpcs.is_empty()
    }

    /// Whether the way from one to another may be another than it was.
    pub(super) fn matters(&self, from: &Party, to: &Party) -> bool {
        let touches = |party: &Party| !party.vpcs.is_disjoint(&self.vpcs);
        self.everything || touches(from) || touches(to)
    }

    /// What was touched and serves nothing that the estate knows: who has it is not known.
    pub(super) fn unused(&self, old: &Network, new: &Network) -> Vec<String> {
        let interfaces = || old.interfaces.values().chain(new.interfaces.values());
        let carried: BTreeSet<&Id> = interfaces().flat_map(|one| &one.groups).collect();
        let lived_in: BTreeSet<&Id> = interfaces().map(|one| &one.vpc).collect();
        let groups = self.groups.iter().filter(|id| !carried.contains(id));
        let groups = groups.map(|id| {
            format!("who is reached by what carries the security group `{id}`: nothing that is declared does")
        });
        let vpcs = self.vpcs.iter().filter(|id| !lived_in.contains(id));
        let vpcs = vpcs.map(|id| {
            format!("who is reached in the network `{id}`: nothing that is declared stands in it")
        });
        groups.chain(vpcs).collect()
    }

    /// The VPCs of which something of their own is another.
    fn own(&mut self, old: &Network, new: &Network) {
        let vpcs = |network: &Network| -> BTreeMap<Id, _> {
            let vpcs = network.vpcs.iter();
            vpcs.map(|(id, vpc)| (id.clone(), (vpc.blocks.clone(), vpc.tags.clone())))
                .collect()
        };
        for id in differing(&vpcs(old), &vpcs(new)) {
            self.vpcs.insert(id);
        }
        self.each(&old.subnets, &new.subnets, |one| Some(&one.vpc));
        self.each(&old.interfaces, &new.interfaces, |one| Some(&one.vpc));
        self.each(&old.security_groups, &new.security_groups, |one| {
            one.vpc.as_ref()
        });
        self.each(&old.network_acls, &new.network_acls, |one| Some(&one.vpc));
        self.each(&old.route_tables, &new.route_tables, |one| Some(&one.vpc));
        self.each(&old.endpoints, &new.endpoints, |one| Some(&one.vpc));
        self.groups = differing(&old.security_groups, &new.security_groups);
    }

    /// The VPCs of what differs.
    fn each<T: PartialEq>(
        &mut self,
        old: &BTreeMap<Id, T>,
        new: &BTreeMap<Id, T>,
        vpc: impl Fn(&T) -> Option<&Id>,
    ) {
        for id in differing(old, new) {
            for one in [old.get(&id), new.get(&id)].into_iter().flatten() {
                match vpc(one) {
                    Some(vpc) => drop(self.vpcs.insert(vpc.clone())),
                    None => self.everything = true,
                }
            }
        }
    }
}

/// The ids whose values are not the same.
fn differing<T: PartialEq>(old: &BTreeMap<Id, T>, new: &BTreeMap<Id, T>) -> BTreeSet<Id> {
    let ids = old.keys().chain(new.keys());
    ids.filter(|id| old.get(*id) != new.get(*id))
        .cloned()
        .collect()
}

/// The network without what belongs to one VPC alone.
fn shared(network: &Network) -> Network {
    Network {
        scopes: Vec::new(),
        vpcs: BTreeMap::new(),
        subnets: BTreeMap::new(),
        interfaces: BTreeMap::new(),
        instance_tags: BTreeMap::new(),
        security_groups: BTreeMap::new(),
        network_acls: BTreeMap::new(),
        route_tables: BTreeMap::new(),
        endpoints: BTreeMap::new(),
        ..network.clone()
    }
}

/// The VPCs that are connected with each other.
fn connections(network: &Network) -> Vec<BTreeSet<Id>> {
    let peerings = network.peerings.values();
    let peerings = peerings.map(|one| one.sides.iter().map(|side| side.vpc.clone()).collect());
    let mut by_gateway: BTreeMap<&Id, BTreeSet<Id>> = BTreeMap::new();
    for attachment in network.attachments.values() {
        if let AttachmentKind::Vpc { vpc, .. } = &attachment.kind {
            let group = by_gateway.entry(&attachment.gateway).or_default();
            group.insert(vpc.clone());
        }
    }
    peerings.chain(by_gateway.into_values()).collect()
}
