//! The answer for programs.

use bailiwick_net::path::{Direction, End, Hop, Outside, Part, Place};
use bailiwick_net::reach::{Answer, Path, Query, Reach, Relay, Start, Witness};
use serde_json::{Value, json};

/// The whole answer.
pub(super) fn render(query: &Query, answer: &Answer, paths: &[Path]) -> Value {
    let mut rendered = reach(&answer.reach);
    rendered["from"] = query.from.to_string().into();
    rendered["to"] = query.to.to_string().into();
    rendered["traffic"] = query.traffic.to_string().into();
    rendered["relays"] = answer.relays.iter().map(relay).collect();
    rendered["unknown_relays"] = texts(answer.relay_gaps.iter());
    if !paths.is_empty() {
        let path = |path: &Path| {
            let mut rendered = witness(&path.witness);
            rendered["unknown"] = texts(path.gaps.iter());
            rendered
        };
        rendered["paths"] = paths.iter().map(path).collect();
    }
    rendered
}

fn reach(reach: &Reach) -> Value {
    match reach {
        Reach::Reachable(found) => json!({ "answer": "reachable", "witness": witness(found) }),
        Reach::OneWay {
            witness: found,
            lost,
        } => {
            json!({ "answer": "one-way", "witness": witness(found), "lost": texts(lost.iter()) })
        }
        Reach::Unreachable { because, tried } => json!({
            "answer": "unreachable",
            "because": texts(because.iter()),
            "tried": tried.as_deref().map(witness),
        }),
        Reach::Unknown { gaps, perhaps } => json!({
            "answer": "unknown",
            "unknown": texts(gaps.iter()),
            "perhaps": perhaps.as_deref().map(witness),
        }),
    }
}

fn relay(relay: &Relay) -> Value {
    json!({
        "balancer": relay.balancer.as_str(),
        "listens": relay.listens,
        "connects": relay.connects,
        "to_it": reach(&relay.to_it),
        "from_it": reach(&relay.from_it),
    })
}

fn witness(witness: &Witness) -> Value {
    let packet = &witness.packet;
    json!({
        "packet": {
            "source": packet.source.to_string(),
            "destination": packet.destination.to_string(),
            "protocol": packet.protocol.to_string(),
            "source_port": packet.source_port,
            "destination_port": packet.destination_port,
        },
        "start": start(&witness.start),
        "hops": witness.hops.iter().map(hop).collect::<Value>(),
        "end": end(&witness.end),
        "answer": witness.answer.iter().map(hop).collect::<Value>(),
    })
}

fn start(start: &Start) -> Value {
    match start {
        Start::Internet => json!("internet"),
        Start::Interface(id)
        | Start::VpnGateway(id)
        | Start::Attachment(id)
        | Start::Subnet(id)
        | Start::Vpc(id) => json!(id.as_str()),
    }
}

fn end(end: &End) -> Value {
    match end {
        End::Arrived(id) => json!({ "arrived": id.as_str() }),
        End::Left(Outside::Internet) => json!({ "left": "internet" }),
        End::Left(Outside::OnPremises(id)) => json!({ "left": "on-premises", "by": id.as_str() }),
        End::Left(Outside::Service(id)) => json!({ "left": "service", "by": id.as_str() }),
        End::Stopped(stop) => json!({ "stopped": stop.to_string() }),
        End::Unknown(gap) => json!({ "unknown": gap.to_string() }),
    }
}

fn hop(hop: &Hop) -> Value {
    match hop {
        Hop::At(place) => json!({ "at": place.id().as_str(), "kind": kind(place) }),
        Hop::Allowed {
            by,
            rule,
            direction,
        } => {
            let way = match direction {
                Direction::In => "in",
                Direction::Out => "out",
            };
            json!({ "allowed_by": by.as_str(), "rule": **rule, "direction": way })
        }
        Hop::Routed {
            table,
            destination,
            target,
        } => {
            json!({ "routed_by": table.as_str(), "destination": **destination, "target": **target })
        }
        Hop::Translated { part, from, to } => {
            let part = match part {
                Part::Source => "source",
                Part::Destination => "destination",
            };
            json!({ "translated": part, "from": from, "to": to })
        }
    }
}

fn kind(place: &Place) -> &'static str {
    match place {
        Place::Interface { .. } => "interface",
        Place::Subnet(_) => "subnet",
        Place::Vpc(_) => "vpc",
        Place::InternetGateway(_) => "internet gateway",
        Place::EgressOnlyGateway(_) => "egress-only internet gateway",
        Place::NatGateway(_) => "NAT gateway",
        Place::Peering(_) => "peering",
        Place::TransitGateway(_) => "transit gateway",
        Place::VpnGateway(_) => "virtual private gateway",
        Place::VpnConnection(_) => "VPN connection",
        Place::Endpoint(_) => "endpoint",
        Place::LoadBalancer(_) => "load balancer",
    }
}

fn texts<T: ToString>(all: impl Iterator<Item = T>) -> Value {
    all.map(|one| Value::from(one.to_string())).collect()
}
