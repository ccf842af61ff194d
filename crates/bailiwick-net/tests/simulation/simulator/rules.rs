//! What lets a packet pass: security groups, network ACLs, routes.

use std::net::IpAddr;

use bailiwick_net::model::{Destination, Id, Peer, RouteTable, Target, Traffic};
use bailiwick_net::packet::Packet;

use super::{Going, Simulator, holds};

impl<'n> Simulator<'n> {
    pub(super) fn groups_let(&self, interface: &Id, going: &Going, incoming: bool) -> bool {
        if going.is_answer {
            return true;
        }
        let packet = &going.packet;
        let peer = if incoming {
            packet.source
        } else {
            packet.destination
        };
        let groups = self.network.interfaces[interface].groups.iter();
        let groups = groups.map(|group| &self.network.security_groups[group]);
        let mut rules = groups.flat_map(|group| {
            if incoming {
                &group.ingress
            } else {
                &group.egress
            }
        });
        rules.any(|rule| {
            let right_peer = match &rule.peer {
                Peer::Block(block) => block.contains(&peer),
                Peer::PrefixList(list) => holds(
                    self.network.prefix_lists[list].blocks.as_ref().unwrap(),
                    peer,
                ),
                Peer::Group(group) => going.is_known && self.is_in(group, peer),
                Peer::Unresolved => false,
            };
            right_peer && speaks_of(rule.traffic.unwrap(), packet)
        })
    }

    fn is_in(&self, group: &Id, address: IpAddr) -> bool {
        let mut members = self
            .network
            .interfaces
            .values()
            .filter(|one| one.groups.contains(group));
        members.any(|one| {
            one.addresses
                .iter()
                .any(|own| own.private.addr() == address)
        })
    }

    pub(super) fn acl_lets(&self, subnet: &Id, going: &Going, incoming: bool) -> bool {
        let acls = || self.network.network_acls.values();
        let named = acls().find(|acl| acl.subnets.contains(subnet));
        let vpc = &self.network.subnets[subnet].vpc;
        let acl = named
            .or_else(|| acls().find(|acl| acl.is_default && acl.vpc == *vpc))
            .unwrap();
        let packet = &going.packet;
        let peer = if incoming {
            packet.source
        } else {
            packet.destination
        };
        let rules = if incoming { &acl.ingress } else { &acl.egress };
        let first = rules.iter().find(|rule| {
            rule.block.unwrap().contains(&peer) && speaks_of(rule.traffic.unwrap(), packet)
        });
        first.is_some_and(|rule| rule.allows)
    }

    /// The target for a destination, and whether the route was propagated; none where
    /// there is no route or it leads nowhere.
    pub(super) fn route(&self, subnet: &Id, destination: IpAddr) -> Option<(&'n Target, bool)> {
        let vpc = &self.network.subnets[subnet].vpc;
        let blocks = &self.network.vpcs[vpc].blocks;
        let mut best: Option<(u8, u8, bool, &Target, bool)> = None;
        for route in &self.table(subnet).routes {
            let found = match &route.destination {
                Destination::Block(block) if block.contains(&destination) => {
                    (block.prefix_len(), if route.is_propagated { 0 } else { 2 })
                }
                Destination::PrefixList(list) => {
                    let blocks = self.network.prefix_lists[list]
                        .blocks
                        .as_ref()
                        .unwrap()
                        .iter();
                    let longest = blocks
                        .filter(|block| block.contains(&destination))
                        .map(|block| block.prefix_len());
                    let Some(longest) = longest.max() else {
                        continue;
                    };
                    (longest, 1)
                }
                _ => continue,
            };
            if route.is_propagated && holds(blocks, destination) {
                continue;
            }
            if best.is_none_or(|best| found > (best.0, best.1)) {
                best = Some((
                    found.0,
                    found.1,
                    route.is_blackhole,
                    &route.target,
                    route.is_propagated,
                ));
            }
        }
        best.filter(|best| !best.2).map(|best| (best.3, best.4))
    }

    fn table(&self, subnet: &Id) -> &'n RouteTable {
        let tables = || self.network.route_tables.values();
        let named = tables().find(|table| table.subnets.contains(subnet));
        let vpc = &self.network.subnets[subnet].vpc;
        named
            .or_else(|| tables().find(|table| table.is_main && table.vpc == *vpc))
            .unwrap()
    }
}

fn speaks_of(traffic: Traffic, packet: &Packet) -> bool {
    match traffic {
        Traffic::All => true,
        Traffic::Protocol(protocol) => packet.protocol == protocol,
        Traffic::Ports(protocol, first, last) => {
            packet.protocol == protocol
                && first <= packet.destination_port
                && packet.destination_port <= last
        }
        Traffic::Icmp(protocol, kind, code) => {
            packet.protocol == protocol
                && packet.source_port == u16::from(kind)
                && code.is_none_or(|code| packet.destination_port == u16::from(code))
        }
    }
}
