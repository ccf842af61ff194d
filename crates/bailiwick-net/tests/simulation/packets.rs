//! Random packets, most of them towards what is there.

use std::net::IpAddr;

use bailiwick_net::model::{Id, Network, Public};
use bailiwick_net::packet::{Packet, Protocol};
use bailiwick_net::reach::Start;

use crate::chance::Chance;
use crate::network::PORTS;
use crate::simulator::Outcome;

/// Somebody outside, now on the internet, now on one's own premises.
const OUTSIDE: &[&str] = &[
    "203.0.113.7",
    "8.8.8.8",
    "198.51.100.9",
    "150.1.2.3",
    "172.16.0.9",
    "172.20.0.9",
    "2600:ffff::7",
    "2001:db8::7",
    "10.9.0.9",
];

/// A packet from a start to an interface, or near it.
pub(crate) fn packet(
    network: &Network,
    start: &Start,
    target: &Outcome,
    chance: &mut Chance,
) -> Packet {
    let sources: Vec<IpAddr> = match start {
        Start::Interface(id) => network.interfaces[id]
            .addresses
            .iter()
            .map(|one| one.private.addr())
            .collect(),
        _ => OUTSIDE
            .iter()
            .map(|written| written.parse().unwrap())
            .collect(),
    };
    let destinations: Vec<IpAddr> = match target {
        Outcome::At(id) => addresses(network, id),
        _ => OUTSIDE
            .iter()
            .map(|written| written.parse().unwrap())
            .collect(),
    };
    let mut pair = (chance.of(&sources), chance.of(&destinations));
    while pair.0.is_ipv4() != pair.1.is_ipv4() {
        pair = (chance.of(&sources), chance.of(&destinations));
        if sources.iter().all(|source| {
            destinations
                .iter()
                .all(|one| one.is_ipv4() != source.is_ipv4())
        }) {
            pair.1 = pair.0;
        }
    }
    let is_four = pair.0.is_ipv4();
    let protocols = match is_four {
        true => [
            Protocol::TCP,
            Protocol::TCP,
            Protocol::UDP,
            Protocol::ICMP,
            Protocol(47),
        ],
        false => [
            Protocol::TCP,
            Protocol::TCP,
            Protocol::UDP,
            Protocol::ICMPV6,
            Protocol(47),
        ],
    };
    let protocol = chance.of(&protocols);
    let near = |port: u16, chance: &mut Chance| {
        chance.of(&[port, port.saturating_add(1), port.saturating_sub(1)])
    };
    let (source_port, destination_port) = match protocol {
        Protocol(47) => (0, 0),
        protocol if protocol.is_icmp() => (chance.of(&[0, 8, 128, 129, 3]), chance.of(&[0, 0, 1])),
        _ => (
            near(chance.of(PORTS), chance),
            near(chance.of(PORTS), chance),
        ),
    };
    Packet {
        source: pair.0,
        destination: pair.1,
        protocol,
        source_port,
        destination_port,
    }
}

/// Every address of an interface.
fn addresses(network: &Network, id: &Id) -> Vec<IpAddr> {
    let own = network.interfaces[id].addresses.iter();
    let both = own.flat_map(|one| {
        let public = one.public.and_then(|public| match public {
            Public::Known(public) => Some(public),
            Public::Later => None,
        });
        [Some(one.private.addr()), public]
    });
    both.flatten().collect()
}
