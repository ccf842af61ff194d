//! Comparing a trace with what a case expects.
//!
//! The words of the cases for where a flow ends are coarser than ours, and name nodes: an
//! instance for its interface, an endpoint in a subnet for its interface, no node at all
//! for a peering or for a load balancer's listener.

use bailiwick_net::model::{Id, Network};
use bailiwick_net::path::{Direction, End, Hop, Outside, Place, Stop};
use bailiwick_net::reach::{Engine, Start, Trace};

use crate::case::Case;

/// Compares what the case says to score on.
pub(crate) fn score(case: &Case) -> Result<(), String> {
    let engine = Engine::new(&case.network);
    let start = start(case).ok_or_else(|| format!("cannot place `{}`", case.ingress))?;
    let traces = match case.is_answer {
        true => engine.trace_answer(&start, &case.packet),
        false => engine.trace(&start, &case.packet),
    };
    let mut differences = Vec::new();
    for trace in &traces {
        let difference = compare(case, &start, trace);
        if difference.is_empty() {
            return Ok(());
        }
        differences.push(difference);
    }
    Err(differences.join("\n"))
}

fn compare(case: &Case, start: &Start, trace: &Trace) -> String {
    let delivered = matches!(trace.end, End::Arrived(_) | End::Left(_));
    let disposition = disposition(&trace.end);
    let nodes = nodes(&case.network, start, trace);
    let mut difference = String::new();
    for score in &case.score_on {
        let (right, found) = match score.as_str() {
            "delivered" => (delivered == case.delivered, delivered.to_string()),
            "disposition" => (
                case.disposition.split('|').any(|one| one == disposition),
                disposition.to_owned(),
            ),
            "hops_aws" => (
                nodes == case.hops,
                format!("{nodes:?}, not {:?}", case.hops),
            ),
            other => (false, format!("nothing is known of `{other}`")),
        };
        if !right {
            difference += &format!("{score}: {found}; {:?}\n", trace.end);
        }
    }
    difference
}

fn start(case: &Case) -> Option<Start> {
    let network = &case.network;
    let id = Id::from(case.ingress.as_str());
    Some(match case.ingress_kind.as_str() {
        "internet" => Start::Internet,
        "vpc" => Start::Vpc(id),
        "subnet" => Start::Subnet(id),
        "vgw" => Start::VpnGateway(id),
        "instance" => {
            let mut all = network.interfaces.values();
            Start::Interface(
                all.find(|one| one.instance.as_ref() == Some(&id))?
                    .id
                    .clone(),
            )
        }
        "vpc endpoint" => {
            let mut all = network.interfaces.keys();
            Start::Interface(
                all.find(|one| node_of_endpoint(network, one).as_deref() == Some(id.as_str()))?
                    .clone(),
            )
        }
        _ => return None,
    })
}

fn disposition(end: &End) -> &'static str {
    match end {
        End::Arrived(_) => "ACCEPTED",
        End::Left(Outside::Internet | Outside::OnPremises(_) | Outside::Service(_)) => {
            "EXITS_NETWORK"
        }
        End::Stopped(stop) => match stop {
            Stop::SecurityGroups {
                direction: Direction::In,
                ..
            }
            | Stop::NetworkAcl {
                direction: Direction::In,
                ..
            }
            | Stop::NoPublicAddress { .. } => "DENIED_IN",
            Stop::SecurityGroups { .. } | Stop::NetworkAcl { .. } => "DENIED_OUT",
            Stop::NoRoute { .. } | Stop::NoVpnRoute { .. } => "NO_ROUTE",
            Stop::NoInterface { .. } => "NEIGHBOR_UNREACHABLE",
            _ => "NULL_ROUTED",
        },
        End::Unknown(_) => "UNKNOWN",
    }
}

/// The nodes of a path, without what the cases have no node for.
fn nodes(network: &Network, start: &Start, trace: &Trace) -> Vec<String> {
    let mut nodes = match start {
        Start::Vpc(_) | Start::Subnet(_) | Start::Internet | Start::Interface(_) => Vec::new(),
        Start::VpnGateway(_) | Start::Attachment(_) => Vec::new(),
    };
    for hop in &trace.hops {
        let Hop::At(place) = hop else { continue };
        let node: String = match place {
            Place::Peering(_) | Place::VpnConnection(_) => continue,
            Place::Interface { id, .. } => {
                node_of_endpoint(network, id).unwrap_or_else(|| place.id().to_string())
            }
            other => other.id().to_string(),
        };
        if nodes.last() != Some(&node) {
            nodes.push(node);
        }
    }
    nodes
}

fn node_of_endpoint(network: &Network, interface: &Id) -> Option<String> {
    let endpoint = network
        .endpoints
        .values()
        .find(|endpoint| endpoint.interfaces.contains(interface))?;
    let subnet = &network.interfaces.get(interface)?.subnet;
    Some(format!("{}-{subnet}", endpoint.id))
}
