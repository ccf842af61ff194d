//! One packet at a time, as plainly as can be.
//!
//! Where AWS may choose (the port of a NAT gateway, the zone of a transit gateway), each
//! choice is tried. `rules` says what lets a packet pass, `gateways` what each gateway does.

mod gateways;
mod rules;

use std::cell::Cell;
use std::net::IpAddr;

use bailiwick_net::model::{Id, Network, Public, Target};
use bailiwick_net::packet::{Packet, Protocol};
use bailiwick_net::reach::Start;
use ipnet::IpNet;

use crate::network::PORTS;

/// A packet on its way.
#[derive(Clone, Debug)]
pub(super) struct Going {
    packet: Packet,
    is_answer: bool,
    /// Whether the receiver can tell whose it is.
    is_known: bool,
    /// What gateways remember: who, and the packet as it came to them.
    remembered: Vec<(Id, Packet)>,
    steps: u32,
    /// Who sent it, until a gateway puts its own address in place.
    sender: Option<Id>,
}

/// Where a packet ends, unless it is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    At(Id),
    Internet,
    /// Behind this virtual private gateway; as a target, behind any.
    Premises(Option<Id>),
}

/// Whether a packet is answered, and whether its source was translated.
#[derive(Debug)]
pub(crate) struct Simulated {
    pub(crate) connects: bool,
    pub(crate) is_translated: bool,
}

/// A network, with the port that its NAT gateways happen to choose.
pub(crate) struct Simulator<'n> {
    network: &'n Network,
    port: u16,
    /// Whether any was asked to translate.
    translates: Cell<bool>,
}

type Outcomes = Vec<(Outcome, Going)>;

impl<'n> Simulator<'n> {
    pub(crate) fn new(network: &'n Network) -> Self {
        Self {
            network,
            port: 0,
            translates: Cell::new(false),
        }
    }

    /// Whether the packet gets from the start to the interface, and the answer back.
    pub(crate) fn connects(
        mut self,
        start: &Start,
        packet: &Packet,
        target: &Outcome,
    ) -> Simulated {
        let edges = PORTS
            .iter()
            .flat_map(|port| [port.saturating_sub(1), *port, port.saturating_add(1)]);
        for port in edges.filter(|port| *port >= 1024) {
            self.port = port;
            let going = Going {
                packet: *packet,
                is_answer: false,
                is_known: true,
                remembered: Vec::new(),
                steps: 0,
                sender: None,
            };
            for (outcome, going) in self.send(start, going) {
                let is_meant = match (&outcome, target) {
                    (Outcome::Premises(_), Outcome::Premises(_)) => true,
                    (outcome, target) => outcome == target,
                };
                if is_meant && self.is_answered(start, packet, &outcome, &going) {
                    let is_translated = self.translates.get();
                    return Simulated {
                        connects: true,
                        is_translated,
                    };
                }
            }
            // Where nothing is translated, the port does not matter.
            if !self.translates.get() {
                break;
            }
        }
        Simulated {
            connects: false,
            is_translated: self.translates.get(),
        }
    }

    fn send(&self, start: &Start, going: Going) -> Outcomes {
        match start {
            Start::Internet => self.leave_internet(going),
            Start::Interface(id) => self.leave_interface(id, going),
            Start::VpnGateway(id) => self.leave_premises(id, going),
            other => panic!("nobody starts at {other:?}"),
        }
    }

    fn is_answered(
        &self,
        start: &Start,
        asked: &Packet,
        outcome: &Outcome,
        arrived: &Going,
    ) -> bool {
        let Some(answer) = answer(&arrived.packet) else {
            return true;
        };
        let going = Going {
            packet: answer,
            is_answer: true,
            is_known: true,
            remembered: arrived.remembered.clone(),
            steps: 0,
            sender: None,
        };
        let expected = answer_to(asked);
        let back = match outcome {
            Outcome::At(id) => self.leave_interface(id, going),
            Outcome::Internet => self.leave_internet(going),
            Outcome::Premises(gateway) => self.leave_premises(gateway.as_ref().unwrap(), going),
        };
        back.iter().any(|(outcome, back)| {
            let place = match (start, outcome) {
                (Start::Internet, Outcome::Internet) => true,
                (Start::VpnGateway(_), Outcome::Premises(_)) => true,
                (Start::Interface(id), Outcome::At(there)) => id == there,
                _ => false,
            };
            place && back.packet == expected
        })
    }

    fn leave_interface(&self, id: &Id, mut going: Going) -> Outcomes {
        if !self.groups_let(id, &going, false) {
            return Vec::new();
        }
        going.sender = Some(id.clone());
        self.leave_subnet(&self.network.interfaces[id].subnet, going)
    }

    /// To somebody in the subnet, or past its network ACL and by its routes.
    fn leave_subnet(&self, id: &Id, going: Going) -> Outcomes {
        let subnet = &self.network.subnets[id];
        if holds(&subnet.blocks, going.packet.destination) {
            return self.meet_resident(id, going);
        }
        if !self.acl_lets(id, &going, false) {
            return Vec::new();
        }
        self.by_routes(id, going)
    }

    fn by_routes(&self, id: &Id, mut going: Going) -> Outcomes {
        going.steps += 1;
        if going.steps > 12 {
            return Vec::new();
        }
        let vpc = &self.network.subnets[id].vpc;
        let Some((target, is_propagated)) = self.route(id, going.packet.destination) else {
            return Vec::new();
        };
        match target {
            Target::Local => self.enter_vpc(vpc, going),
            Target::InternetGateway(gateway) => self.by_internet_gateway(gateway, vpc, going),
            Target::EgressOnlyGateway(gateway) => self.by_egress_only(gateway, going),
            Target::NatGateway(gateway) => self.by_nat(gateway, id, going),
            Target::Peering(peering) => self.by_peering(peering, vpc, going),
            Target::TransitGateway(_) => self.by_transit(id, going),
            Target::VpnGateway(gateway) => self.by_vpn(gateway, is_propagated, going),
            _ => Vec::new(),
        }
    }

    /// To the subnet of the VPC that holds the destination.
    fn enter_vpc(&self, vpc: &Id, going: Going) -> Outcomes {
        let own = self
            .network
            .subnets
            .values()
            .filter(|subnet| subnet.vpc == *vpc);
        let mut holding = own.filter(|subnet| holds(&subnet.blocks, going.packet.destination));
        let Some(subnet) = holding.next() else {
            return Vec::new();
        };
        match self.acl_lets(&subnet.id, &going, true) {
            true => self.meet_resident(&subnet.id, going),
            false => Vec::new(),
        }
    }

    fn meet_resident(&self, subnet: &Id, mut going: Going) -> Outcomes {
        let destination = going.packet.destination;
        let gateways = self
            .network
            .nat_gateways
            .values()
            .filter(|one| one.subnet.as_ref() == Some(subnet));
        for gateway in gateways {
            if gateway
                .addresses
                .iter()
                .any(|address| address.private.addr() == destination)
            {
                let Some((id, before)) = going.remembered.pop() else {
                    return Vec::new();
                };
                if !going.is_answer || id != gateway.id {
                    return Vec::new();
                }
                going.packet.destination = before.source;
                if before.protocol.has_ports() {
                    going.packet.destination_port = before.source_port;
                }
                return self.leave_subnet(subnet, going);
            }
        }
        let residents = self
            .network
            .interfaces
            .values()
            .filter(|one| one.subnet == *subnet);
        let mut holding = residents.filter(|one| {
            one.addresses
                .iter()
                .any(|own| own.private.addr() == destination)
        });
        match holding.next() {
            Some(resident) if self.groups_let(&resident.id, &going, true) => {
                vec![(Outcome::At(resident.id.clone()), going)]
            }
            _ => Vec::new(),
        }
    }

    /// The private address behind a public one, and its VPC.
    fn behind(&self, public: IpAddr) -> Option<(&'n Id, IpAddr)> {
        let own = self
            .network
            .interfaces
            .values()
            .map(|one| (&one.vpc, &one.addresses));
        let nat = self
            .network
            .nat_gateways
            .values()
            .map(|one| (&one.vpc, &one.addresses));
        let mut all = own
            .chain(nat)
            .flat_map(|(vpc, addresses)| addresses.iter().map(move |one| (vpc, one)));
        let found = all.find(|(_, address)| address.public == Some(Public::Known(public)));
        found.map(|(vpc, address)| (vpc, address.private.addr()))
    }
}

/// Whether one of the blocks holds the address.
fn holds(blocks: &[IpNet], address: IpAddr) -> bool {
    blocks.iter().any(|block| block.contains(&address))
}

/// What somebody answers; `None` for what nobody answers.
fn answer(packet: &Packet) -> Option<Packet> {
    if packet.protocol.is_icmp()
        && ![(Protocol::ICMP, 8), (Protocol::ICMPV6, 128)]
            .contains(&(packet.protocol, packet.source_port))
    {
        return None;
    }
    Some(answer_to(packet))
}

fn answer_to(packet: &Packet) -> Packet {
    let (source_port, destination_port) = match packet.protocol {
        Protocol::ICMP => (0, packet.destination_port),
        Protocol::ICMPV6 => (129, packet.destination_port),
        _ => (packet.destination_port, packet.source_port),
    };
    Packet {
        source: packet.destination,
        destination: packet.source,
        protocol: packet.protocol,
        source_port,
        destination_port,
    }
}
