//! Who may talk to what.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Origin, Reach, System, SystemKind};
use bailiwick_estate::selection::Selection;
use bailiwick_estate::value::{Ports, Protocol as Written};
use bailiwick_net::model::Traffic;
use bailiwick_net::packet::Protocol;
use bailiwick_net::reach::{self, Endpoint};
use ipnet::IpNet;

use super::endpoint;
use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict, counted};
use crate::wires::{Found, Wires, ask_each, complement};
use crate::world::World;

/// Whether the network is as the rule says.
pub(crate) fn reach(world: &World<'_>, evidence: Evidence, rule: &Reach) -> Verdict {
    let traffic: Vec<Traffic> = match rule.ports.is_empty() {
        true => vec![Traffic::All],
        false => rule
            .ports
            .iter()
            .map(|ports| traffic(ports.value))
            .collect(),
    };
    let selection = world.estate.select(Some(&rule.to));
    let mut sources = Vec::new();
    if !rule.only_from.is_empty() {
        match everybody_but(world, &rule.only_from) {
            Ok(from) => sources.extend(from),
            Err(reason) => return Verdict::unknown(reason),
        }
    }
    for origin in &rule.never_from {
        match from(world, origin) {
            Ok(endpoint) => sources.push(endpoint),
            Err(reason) => return Verdict::unknown(reason),
        }
    }
    closed(world, evidence, &selection, &sources, &traffic)
}

/// Whether none of the sources reaches anything selected by any of the traffic.
pub(crate) fn closed(
    world: &World<'_>,
    evidence: Evidence,
    selection: &Selection<'_>,
    sources: &[Endpoint],
    traffic: &[Traffic],
) -> Verdict {
    let (wires, engine) = match (world.wires(evidence), world.engine(evidence)) {
        (Ok(wires), Ok(engine)) => (wires, engine),
        (Err(reason), _) | (_, Err(reason)) => return Verdict::unknown(reason),
    };
    let (targets, reasons) = targets(world, wires, selection);
    if targets.is_empty() && reasons.is_empty() {
        let text = "nothing that lies in a network is selected".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut found = Found {
        reasons,
        ..Found::default()
    };
    for traffic in traffic {
        ask_each(engine, sources, &targets, *traffic, &mut found);
    }
    let asks_for_apis = traffic.iter().any(|one| match one {
        Traffic::Ports(_, first, last) => (*first..=*last).contains(&443),
        _ => true,
    });
    if asks_for_apis {
        endpoint::look(world, evidence, selection, sources, &mut found);
    }
    found.reasons.sort();
    found.reasons.dedup();
    let stopped = found.stopped;
    Verdict::of(found.witnesses, found.reasons, || {
        let targets = counted(targets.len(), "target", "targets");
        let questions = counted(stopped, "question", "questions");
        format!(
            "no packet gets to {targets}: each of {questions} was answered for every packet at once"
        )
    })
}

/// Whether a system is something that packets get to in a network.
pub(crate) fn stands_in_network(world: &World<'_>, system: &Declared<System>) -> bool {
    let kinds = [SystemKind::Host, SystemKind::Cluster, SystemKind::Database];
    kinds.contains(&system.kind) && world.estate.network_of(system).is_some()
}

/// What is protected, by name, and of what it is not known where it is. A network stands for
/// everything in it.
fn targets(
    world: &World<'_>,
    wires: &Wires,
    selection: &Selection<'_>,
) -> (Vec<(String, reach::Selection)>, Vec<Reason>) {
    let systems = selection.systems.values();
    let systems = systems.filter(|system| stands_in_network(world, system));
    let systems: Vec<_> = systems.collect();
    let strays = systems.iter();
    let strays = strays.filter_map(|system| wires.strays(world.estate, system));
    let mut reasons: Vec<Reason> = strays.collect();
    let systems = systems
        .iter()
        .map(|system| (&system.name, wires.system(world.estate, system)));
    let networks = selection
        .networks
        .values()
        .filter(|network| network.account.is_some());
    let networks = networks.map(|network| (&network.name, wires.network(world.estate, network)));
    let mut targets = Vec::new();
    for (name, selection) in systems.chain(networks) {
        match selection {
            Ok(selection) => targets.push((name.to_string(), selection)),
            Err(reason) => reasons.push(reason),
        }
    }
    (targets, reasons)
}

/// Everybody who is in no network that says it is internal; `None` where none says so.
pub(crate) fn everybody_but_internal(world: &World<'_>) -> Option<Vec<Endpoint>> {
    let networks = world.estate.networks.iter();
    let internal: Vec<IpNet> = networks
        .filter(|network| network.internal == Some(true))
        .flat_map(|network| network.cidr.iter().map(|cidr| cidr.value.net()))
        .collect();
    (!internal.is_empty()).then(|| vec![Endpoint::Addresses(complement(&internal))])
}

/// Everybody but those who may.
fn everybody_but(world: &World<'_>, origins: &[Origin]) -> Result<Vec<Endpoint>, Reason> {
    let mut allowed = Vec::new();
    for origin in origins {
        match origin {
            Origin::Internet(_) => return Ok(Vec::new()),
            Origin::System(system) => {
                return Err(Reason::NotModelled(format!(
                    "which addresses the system `{system}` has"
                )));
            }
            other => allowed.extend(addresses(world, other)),
        }
    }
    // Whoever has any other address, wherever that is: on the internet as well.
    Ok(vec![Endpoint::Addresses(complement(&allowed))])
}

fn from(world: &World<'_>, origin: &Origin) -> Result<Endpoint, Reason> {
    Ok(match origin {
        Origin::Internet(_) => Endpoint::Addresses(complement(&not_the_internet(world))),
        Origin::System(system) => {
            return Err(Reason::NotModelled(format!(
                "which addresses the system `{system}` has"
            )));
        }
        other => Endpoint::Addresses(addresses(world, other)),
    })
}

/// Addresses that are not the internet's: private ones (RFC 1918, RFC 6598, RFC 4193,
/// RFC 4291), and those of the networks that the estate declares.
pub(crate) fn not_the_internet(world: &World<'_>) -> Vec<IpNet> {
    let private = PRIVATE.iter().filter_map(|block| block.parse().ok());
    let own = world.estate.networks.iter();
    let own = own.flat_map(|network| network.cidr.iter().map(|cidr| cidr.value.net()));
    private.chain(own).collect()
}

const PRIVATE: [&str; 6] = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "fc00::/7",
    "fe80::/10",
];

fn addresses(world: &World<'_>, origin: &Origin) -> Vec<IpNet> {
    let networks = &world.estate.networks;
    match origin {
        Origin::Internal(_) => networks
            .iter()
            .filter(|network| network.internal == Some(true))
            .flat_map(|network| network.cidr.iter().map(|cidr| cidr.value.net()))
            .collect(),
        Origin::Cidr(cidr) => vec![cidr.value.net()],
        Origin::Network(network) => network
            .of(networks)
            .into_iter()
            .flat_map(|network| network.cidr.iter().map(|cidr| cidr.value.net()))
            .collect(),
        Origin::Internet(_) | Origin::System(_) => Vec::new(),
    }
}

fn traffic(ports: Ports) -> Traffic {
    match ports.protocol {
        Written::Tcp => Traffic::Ports(Protocol::TCP, ports.first, ports.last),
        Written::Udp => Traffic::Ports(Protocol::UDP, ports.first, ports.last),
        Written::Icmp => Traffic::Protocol(Protocol::ICMP),
        Written::All => Traffic::All,
    }
}
