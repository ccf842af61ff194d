//! Who sends and who is reached: systems of the estate, and what else has an interface.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_controls::SYSTEM_TAG;
use bailiwick_estate::estate::Estate;
use bailiwick_net::model::{Id, Interface, Network};
use bailiwick_net::reach::{Endpoint, Selection};
use ipnet::IpNet;

/// One side of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// What people call it.
    pub(crate) name: String,
    pub(crate) endpoint: Endpoint,
    /// Whether it has no interface of its own: then its addresses tell who is meant.
    pub(crate) is_outside: bool,
    /// The VPCs that it is in.
    pub(crate) vpcs: BTreeSet<Id>,
}

/// Everything with an interface in either network.
pub(super) fn parties(old: &Network, new: &Network) -> Vec<Party> {
    let mut parties: BTreeMap<String, Party> = BTreeMap::new();
    for network in [old, new] {
        for interface in network.interfaces.values() {
            let (name, selection) = named(network, interface);
            let party = parties.entry(name.clone()).or_insert_with(|| Party {
                name,
                endpoint: Endpoint::Selected(selection),
                is_outside: false,
                vpcs: BTreeSet::new(),
            });
            party.vpcs.insert(interface.vpc.clone());
        }
    }
    parties.into_values().collect()
}

/// The system that an interface stands for, its instance, or itself.
fn named(network: &Network, interface: &Interface) -> (String, Selection) {
    let instance = interface.instance.as_ref();
    let tags = instance.and_then(|id| network.instance_tags.get(id));
    let system = tags.and_then(|tags| tags.get(SYSTEM_TAG));
    let system = system.or_else(|| interface.tags.get(SYSTEM_TAG));
    match system {
        Some(system) => {
            let selection = Selection::Tag {
                key: SYSTEM_TAG.to_owned(),
                value: Some(system.clone()),
            };
            (format!("`{system}`"), selection)
        }
        None => {
            let id = instance.unwrap_or(&interface.id);
            (format!("`{id}`"), Selection::Named(id.to_string()))
        }
    }
}

/// Who is in none of the networks.
pub(super) fn outside(old: &Network, new: &Network, elsewhere: &[Party]) -> Vec<Party> {
    let outside = |name: &str, endpoint| Party {
        name: name.to_owned(),
        endpoint,
        is_outside: true,
        vpcs: BTreeSet::new(),
    };
    let mut all = vec![outside("the internet", Endpoint::Internet)];
    let has_premises =
        |network: &Network| !network.vpn_gateways.is_empty() || !network.vpn_connections.is_empty();
    if has_premises(old) || has_premises(new) {
        all.push(outside("the premises behind VPN", Endpoint::OnPremises));
    }
    all.extend(elsewhere.iter().cloned());
    all
}

/// The networks that either estate declares and that are in no account, by their private
/// addresses: the others are the internet's.
pub(super) fn declared_elsewhere(old: &Estate, new: &Estate) -> Vec<Party> {
    let mut blocks: BTreeMap<&str, BTreeSet<IpNet>> = BTreeMap::new();
    for network in [old, new].into_iter().flat_map(|one| one.networks.iter()) {
        let cidr = network.cidr.iter().map(|cidr| cidr.value.net());
        if network.account.is_none() {
            let private = cidr.filter(is_private);
            blocks
                .entry(network.name.as_str())
                .or_default()
                .extend(private);
        }
    }
    let some = blocks.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    some.map(|(name, blocks)| Party {
        name: format!("the network `{name}`"),
        endpoint: Endpoint::Addresses(blocks.into_iter().collect()),
        is_outside: true,
        vpcs: BTreeSet::new(),
    })
    .collect()
}

/// RFC 1918, RFC 6598 and RFC 4193.
fn is_private(block: &IpNet) -> bool {
    let private = [
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "fc00::/7",
    ];
    let mut private = private.iter().filter_map(|one| one.parse::<IpNet>().ok());
    private.any(|one| one.contains(block))
}
