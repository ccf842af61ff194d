//! Comparing the two, and counting.

use std::fmt;

use bailiwick_net::model::{Id, Network, Traffic};
use bailiwick_net::packet::Packet;
use bailiwick_net::reach::{Endpoint, Engine, Path, Query, Reach, Selection, Start};

use crate::chance::Chance;
use crate::network::network;
use crate::packets::packet;
use crate::simulator::{Outcome, Simulator};

/// How many packets are tried for each pair.
const PACKETS: usize = 60;

/// What was compared so far.
#[derive(Default)]
pub(crate) struct Comparison {
    pub(crate) packets: u64,
    pub(crate) connected: u64,
    translated: u64,
}

impl fmt::Display for Comparison {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} packets agree, {} of them got through, {} by way of a NAT gateway",
            self.packets, self.connected, self.translated
        )
    }
}

impl Comparison {
    /// Compares on the network of a seed.
    pub(crate) fn network(&mut self, seed: u64) {
        let mut chance = Chance::new(seed);
        let network = network(&mut chance);
        let engine = Engine::new(&network);
        let interfaces: Vec<&Id> = network.interfaces.keys().collect();
        for _ in 0..6 {
            let target = target(&interfaces, &mut chance);
            let start = start(&network, &interfaces, &mut chance);
            self.pair(seed, &network, &engine, &start, &target, &mut chance);
        }
    }

    fn pair(
        &mut self,
        seed: u64,
        network: &Network,
        engine: &Engine<'_>,
        start: &Start,
        target: &Outcome,
        chance: &mut Chance,
    ) {
        let from = match start {
            Start::Internet => Endpoint::Internet,
            Start::Interface(id) => named(id),
            _ => Endpoint::OnPremises,
        };
        let query = Query {
            from,
            to: endpoint(target),
            traffic: Traffic::All,
        };
        let paths: Vec<Path> = engine
            .paths(&query)
            .into_iter()
            .filter(|path| path.witness.start == *start)
            .collect();
        let unknown = paths.iter().find(|path| !path.gaps.is_empty());
        assert!(
            unknown.is_none(),
            "seed {seed}: a path is in doubt: {unknown:?}"
        );
        let reach = engine.reach(&query).reach;
        assert!(
            !matches!(reach, Reach::Unknown { .. }),
            "seed {seed}: {query:?} is unknown: {reach:?}"
        );
        for path in &paths {
            self.agree(seed, network, start, target, &paths, &path.witness.packet);
        }
        for _ in 0..PACKETS {
            let packet = packet(network, start, target, chance);
            self.agree(seed, network, start, target, &paths, &packet);
        }
    }

    fn agree(
        &mut self,
        seed: u64,
        network: &Network,
        start: &Start,
        target: &Outcome,
        paths: &[Path],
        packet: &Packet,
    ) {
        let by_sets = paths.iter().any(|path| path.packets.contains(packet));
        let simulated = Simulator::new(network).connects(start, packet, target);
        assert_eq!(
            by_sets,
            simulated.connects,
            "seed {seed}: {start:?} to {target:?}: {packet}\nsets: {by_sets}, simulator: {simulated:?}\ntraces: {:#?}",
            Engine::new(network).trace(start, packet),
        );
        self.packets += 1;
        self.connected += u64::from(by_sets);
        self.translated += u64::from(by_sets && simulated.is_translated);
    }
}

fn endpoint(target: &Outcome) -> Endpoint {
    match target {
        Outcome::At(id) => named(id),
        Outcome::Internet => Endpoint::Internet,
        Outcome::Premises(_) => Endpoint::OnPremises,
    }
}

fn target(interfaces: &[&Id], chance: &mut Chance) -> Outcome {
    match chance.below(10) {
        0..=2 => Outcome::Internet,
        3 => Outcome::Premises(None),
        _ => Outcome::At(chance.of(interfaces).clone()),
    }
}

fn named(id: &Id) -> Endpoint {
    Endpoint::Selected(Selection::Named(id.to_string()))
}

fn start(network: &Network, interfaces: &[&Id], chance: &mut Chance) -> Start {
    let gateways: Vec<&Id> = network.vpn_gateways.keys().collect();
    match chance.below(10) {
        0..=2 => Start::Internet,
        3 if !gateways.is_empty() => Start::VpnGateway(chance.of(&gateways).clone()),
        _ => Start::Interface((chance.of(interfaces)).clone()),
    }
}
