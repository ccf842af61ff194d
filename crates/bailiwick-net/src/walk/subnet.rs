//! Subnets: network ACLs at their edge, route tables, and the router of the VPC.

use super::{From, Walk, routed};
use crate::flow::Flow;
use crate::index::{Routes, SubnetIndex, at};
use crate::model::{Gap, Id, Kind};
use crate::path::{Direction, Place, Stop};
use crate::set::Ranges;

impl Walk<'_, '_> {
    /// Packets are in a subnet, and go to its own addresses or leave it. Within a subnet
    /// there are no network ACLs and no routes.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html>.
    pub(crate) fn leave_subnet(&mut self, id: &Id, flow: Flow) {
        let index = self.index;
        let Some(subnet) = index.subnets.get(id) else {
            let gap = Gap::NotFound {
                id: id.clone(),
                by: id.clone(),
            };
            return self.unknown(flow, gap);
        };
        let own = &subnet.blocks[at(flow.now.family)];
        if let Some(inside) = flow.to(own) {
            self.meet_residents(subnet, inside);
        }
        let others = flow.now.destination.difference(own);
        let Some(outside) = flow.to(&others) else {
            return;
        };
        let outside = outside.at(Place::Subnet(id.clone()));
        for flow in self.network_acl(subnet, outside, Direction::Out) {
            match self.caught_by_balancer(&flow) {
                Some(session) => self.answer_through_balancer(&session.at.clone(), &session, flow),
                None => self.route(subnet, flow, false),
            }
        }
    }

    /// Chooses routes for what has left the subnet.
    pub(super) fn route(&mut self, subnet: &SubnetIndex<'_>, flow: Flow, by_transit: bool) {
        match &subnet.routes {
            Ok(routes) => {
                let (vpc, subnet) = (&subnet.subnet.vpc, Some(&subnet.subnet.id));
                let from = From {
                    vpc,
                    subnet,
                    by_transit,
                    is_propagated: false,
                };
                self.route_by(routes, &from, flow);
            }
            Err(gap) => self.unknown(flow, gap.clone()),
        }
    }

    /// Chooses routes by a table.
    pub(super) fn route_by(&mut self, routes: &Routes<'_>, from: &From<'_>, flow: Flow) {
        let family = flow.now.family;
        let doubts = &routes.doubted[at(family)];
        let mut left = flow.now.destination.clone();
        for best in routes.of(family) {
            let Some(some) = flow.to(&best.addresses) else {
                continue;
            };
            left = left.difference(&best.addresses);
            for (mut some, _) in doubted(doubts, some) {
                let target = best.route.target.to_string();
                routed(&mut some, routes.table, &best.destination, &target);
                if best.route.is_blackhole {
                    let (table, destination) = (routes.table.clone(), best.destination.clone());
                    self.stop(some, Stop::Blackhole { table, destination });
                    continue;
                }
                let is_propagated = best.route.is_propagated;
                let from = From {
                    vpc: from.vpc,
                    subnet: from.subnet,
                    by_transit: from.by_transit,
                    is_propagated,
                };
                self.follow(&best.route.target, &from, some);
            }
        }
        let rest = flow.to(&left).into_iter();
        for (some, doubt) in rest.flat_map(|some| doubted(doubts, some)) {
            match doubt {
                Some(gap) => self.unknown(some, gap),
                None => self.stop(
                    some,
                    Stop::NoRoute {
                        table: routes.table.clone(),
                    },
                ),
            }
        }
    }

    /// The router of the VPC brings packets to the subnet that has their address. Those
    /// that a transit gateway brought meet the network ACL of its subnet on the way out,
    /// unless they stay in that subnet.
    pub(super) fn route_locally(&mut self, from: &From<'_>, flow: Flow) {
        if !from.by_transit {
            return self.route_in_vpc(from.vpc, flow);
        }
        let Some(subnet) = from.subnet.and_then(|id| self.index.subnets.get(id)) else {
            return self.route_in_vpc(from.vpc, flow);
        };
        let own = &subnet.blocks[at(flow.now.family)];
        if let Some(inside) = flow.to(own) {
            let inside = inside.at(Place::Vpc(from.vpc.clone()));
            self.meet_residents(subnet, inside.at(Place::Subnet(subnet.subnet.id.clone())));
        }
        if let Some(outside) = flow.to(&flow.now.destination.difference(own)) {
            for flow in self.network_acl(subnet, outside, Direction::Out) {
                self.route_in_vpc(from.vpc, flow);
            }
        }
    }

    /// The router of the VPC brings packets to the subnet that has their address.
    pub(crate) fn route_in_vpc(&mut self, id: &Id, flow: Flow) {
        let index = self.index;
        let mut flow = flow.at(Place::Vpc(id.clone()));
        let Some(vpc) = index.vpcs.get(id) else {
            let gap = Gap::NotFound {
                id: id.clone(),
                by: id.clone(),
            };
            return self.unknown(flow, gap);
        };
        flow.routers += 1;
        if flow.routers > super::MOST_ROUTERS {
            return self.stop(flow, Stop::Circle { vpc: id.clone() });
        }
        let mut left = flow.now.destination.clone();
        for subnet in vpc
            .subnets
            .iter()
            .filter_map(|subnet| index.subnets.get(*subnet))
        {
            let own = &subnet.blocks[at(flow.now.family)];
            if let Some(some) = flow.to(own) {
                left = left.difference(own);
                self.enter_subnet(subnet, some);
            }
        }
        let Some(rest) = flow.to(&left) else { return };
        match index.network.knows(vpc.vpc, Kind::Subnets) {
            true => self.stop(rest, Stop::NoSubnet { vpc: id.clone() }),
            false => self.unknown(
                rest,
                Gap::NotRead {
                    kind: Kind::Subnets,
                    of: id.clone(),
                },
            ),
        }
    }

    /// Packets come into a subnet.
    pub(super) fn enter_subnet(&mut self, subnet: &SubnetIndex<'_>, flow: Flow) {
        let flow = flow.at(Place::Subnet(subnet.subnet.id.clone()));
        for flow in self.network_acl(subnet, flow, Direction::In) {
            self.meet_residents(subnet, flow);
        }
    }

    /// What the network ACL lets pass; what it does not is stopped here. It is stateless:
    /// answers need rules of their own.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html>.
    pub(super) fn network_acl(
        &mut self,
        subnet: &SubnetIndex<'_>,
        flow: Flow,
        direction: Direction,
    ) -> Vec<Flow> {
        let filter = match direction {
            Direction::In => &subnet.enters,
            Direction::Out => &subnet.leaves,
        };
        let passage = filter.judge(&flow, direction);
        for denied in passage.denied {
            let id = &subnet.subnet.id;
            let acl = subnet.acl.unwrap_or(id).clone();
            self.stop(
                denied,
                Stop::NetworkAcl {
                    acl,
                    subnet: id.clone(),
                    direction,
                },
            );
        }
        passage.passed
    }

    /// Packets meet whoever has their address in the subnet.
    fn meet_residents(&mut self, subnet: &SubnetIndex<'_>, flow: Flow) {
        let index = self.index;
        let (family, vpc) = (flow.now.family, &subnet.subnet.vpc);
        let mut left = flow.now.destination.clone();
        // NAT gateways are listed by themselves, their interfaces perhaps not.
        for (address, nat) in index.nats_in(vpc, family, &left) {
            let address = Ranges::one(address);
            left = left.difference(&address);
            if let Some(some) = flow.to(&address) {
                self.return_by_nat(nat, &subnet.subnet.id, some);
            }
        }
        for (interface, addresses) in subnet.residents.among(family, &left) {
            left = left.difference(&addresses);
            if let Some(some) = flow.to(&addresses) {
                self.enter_interface(interface, some);
            }
        }
        let Some(rest) = flow.to(&left) else { return };
        let knows = index
            .vpcs
            .get(vpc)
            .is_some_and(|vpc| index.network.knows(vpc.vpc, Kind::Interfaces));
        match knows {
            true => self.stop(
                rest,
                Stop::NoInterface {
                    subnet: subnet.subnet.id.clone(),
                },
            ),
            false => self.unknown(
                rest,
                Gap::NotRead {
                    kind: Kind::Interfaces,
                    of: vpc.clone(),
                },
            ),
        }
    }
}

/// Splits packets by what is not known of their route, and notes it.
pub(super) fn doubted(doubts: &[(Ranges, Gap)], flow: Flow) -> Vec<(Flow, Option<Gap>)> {
    let mut flows = vec![(flow, None)];
    for (addresses, gap) in doubts {
        let split = flows.iter().flat_map(|(flow, doubt)| {
            let some = flow.to(addresses);
            let doubted = some.map(|some| (some.led_astray(gap.clone()), Some(gap.clone())));
            let rest = flow.to(&flow.now.destination.difference(addresses));
            rest.map(|rest| (rest, doubt.clone()))
                .into_iter()
                .chain(doubted)
        });
        flows = split.collect();
    }
    flows
}
