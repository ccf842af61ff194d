//! NAT gateways.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html> and
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>: TCP, UDP and
//! ICMP; the source becomes the gateway's private address, answers are translated back,
//! nothing else comes in; no security groups, but the network ACL of its subnet;
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html>: it uses the
//! ports 1024 to 65535.

use super::{From, Walk};
use crate::flow::{Flow, Session};
use crate::model::{Gap, Id, Kind};
use crate::packet::{Family, Protocol, number};
use crate::path::{Direction, Place, Stop};
use crate::set::{Ranges, Region};

/// The ports that NAT gateways and load balancers connect from.
pub(super) fn own_ports() -> Ranges {
    Ranges::between(1024, u16::MAX.into())
}

/// What NAT64 is asked for.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html>.
const NAT64: (u128, u128) = (0x0064_ff9b << 96, (0x0064_ff9b << 96) + u32::MAX as u128);

impl Walk<'_, '_> {
    pub(super) fn leave_by_nat(&mut self, id: &Id, from: &From<'_>, flow: Flow) {
        let index = self.index;
        let flow = flow.at(Place::Vpc(from.vpc.clone()));
        let Some(gateway) = index.network.nat_gateways.get(id) else {
            let gap = Gap::NotFound {
                id: id.clone(),
                by: from.vpc.clone(),
            };
            return match index.network.gone.contains(id) {
                true => self.stop(
                    flow,
                    Stop::NotCarried {
                        gateway: id.clone(),
                    },
                ),
                false => self.unknown(flow, gap),
            };
        };
        let not_modelled = |does| Gap::NotModelled {
            resource: id.clone(),
            does,
        };
        let Some(subnet) = gateway
            .subnet
            .as_ref()
            .and_then(|subnet| index.subnets.get(subnet))
        else {
            return self.unknown(
                flow,
                not_modelled("is a NAT gateway without a subnet that was read"),
            );
        };
        if flow.now.family == Family::V6 {
            let translated = Ranges::between(NAT64.0, NAT64.1);
            if let Some(some) = flow.to(&translated) {
                self.unknown(some, not_modelled("translates IPv6 to IPv4"));
            }
            if let Some(rest) = flow.to(&flow.now.destination.difference(&translated)) {
                self.stop(
                    rest,
                    Stop::NotCarried {
                        gateway: id.clone(),
                    },
                );
            }
            return;
        }
        let entering = match from.subnet == Some(&subnet.subnet.id) {
            true => vec![flow],
            false => {
                let flow = flow.at(Place::Subnet(subnet.subnet.id.clone()));
                self.network_acl(subnet, flow, Direction::In)
            }
        };
        for flow in entering {
            let carried = [Protocol::TCP, Protocol::UDP, Protocol::ICMP]
                .map(|one| (one.0.into(), one.0.into()));
            let protocol = Ranges::of(carried);
            if let Some(flow) = flow.within(&Region {
                protocol: protocol.clone(),
                ..flow.now.clone()
            }) {
                for address in &gateway.addresses {
                    let source = Ranges::one(number(address.private.addr()));
                    self.translate_at_nat(id, &subnet.subnet.id, source, flow.clone());
                }
                if gateway.addresses.is_empty() {
                    let field = "the addresses".to_owned();
                    self.unknown(
                        flow,
                        Gap::Unresolved {
                            resource: id.clone(),
                            field,
                        },
                    );
                }
            }
            let others = flow.now.protocol.difference(&protocol);
            if let Some(rest) = flow.within(&Region {
                protocol: others,
                ..flow.now.clone()
            }) {
                self.stop(
                    rest,
                    Stop::NotCarried {
                        gateway: id.clone(),
                    },
                );
            }
        }
    }

    fn translate_at_nat(&mut self, id: &Id, subnet: &Id, source: Ranges, flow: Flow) {
        let mut flow = flow.at(Place::NatGateway(id.clone()));
        flow.routers += 1;
        if flow.routers > super::MOST_ROUTERS {
            return self.stop(
                flow,
                Stop::Circle {
                    vpc: subnet.clone(),
                },
            );
        }
        let before = flow.now.clone();
        flow.sessions.push(Session {
            at: id.clone(),
            before,
            is_addressed: true,
        });
        flow.rewrite_source(source);
        flow.carries_groups = false;
        flow.sender = None;
        if !flow.now.protocol.contains(Protocol::ICMP.0.into()) {
            flow.rewrite_source_port(own_ports());
        }
        self.leave_subnet(subnet, flow);
    }

    /// Packets come to the address of a NAT gateway: answers go back to who asked.
    pub(super) fn return_by_nat(&mut self, id: &Id, subnet: &Id, flow: Flow) {
        let mut flow = flow.at(Place::NatGateway(id.clone()));
        let is_own = flow
            .sessions
            .last()
            .is_some_and(|session| session.at == *id);
        let session = if flow.is_answer && is_own {
            flow.sessions.pop()
        } else {
            None
        };
        let Some(session) = session else {
            return self.stop(
                flow,
                Stop::OnlyAnswers {
                    gateway: id.clone(),
                },
            );
        };
        flow.rewrite_destination(session.before.source.clone());
        if !flow.now.protocol.contains(Protocol::ICMP.0.into()) {
            flow.rewrite_destination_port(session.before.source_port.clone());
        }
        self.leave_subnet(subnet, flow);
    }
}

impl<'n> crate::index::Index<'n> {
    /// The NAT gateways of a VPC whose private address is among these.
    pub(crate) fn nats_in(
        &self,
        vpc: &Id,
        family: Family,
        addresses: &Ranges,
    ) -> Vec<(u128, &'n Id)> {
        let own = self
            .nats
            .get(vpc)
            .filter(|_| family == Family::V4)
            .into_iter()
            .flatten();
        own.filter(|(address, _)| addresses.contains(*address))
            .copied()
            .collect()
    }

    /// Whether VPN connections were read at all.
    pub(crate) fn knows_connections(&self) -> bool {
        self.network.knows_anywhere(Kind::VpnConnections)
    }
}
