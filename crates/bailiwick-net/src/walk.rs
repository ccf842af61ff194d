//! Where packets go: from place to place, as sets, until they arrive, leave or are dropped.
//!
//! Owns: what each component of AWS does to packets, one file for each, with the page of
//! AWS that says so. Absent: what is asked ([`crate::reach`]).
//!
//! A set is split wherever its packets part: by route, by rule, by who has the address.
//! Every piece ends in an [`Ending`]; pieces that end are never lost.
//!
//! Start reading at [`Walk::leave_interface`].

mod appliance;
mod endpoint;
mod internet;
mod load_balancer;
mod nat;
mod peering;
mod subnet;
mod transit;
mod vpn;

use std::collections::BTreeSet;

use crate::flow::Flow;
use crate::index::{Index, VpcIndex};
use crate::model::{Gap, Id, InterfaceKind, Kind, LoadBalancerKind, Target};
use crate::path::{Direction, End, Hop, Place, Stop};
use load_balancer::by_groups_of;

/// Packets that went the same way, and where they ended.
#[derive(Clone, Debug)]
pub(crate) struct Ending {
    pub(crate) flow: Flow,
    pub(crate) end: End,
}

/// A walk from one place: what ended so far.
pub(crate) struct Walk<'i, 'n> {
    index: &'i Index<'n>,
    /// Whether answers that come to the internet are where they belong.
    answers_internet: bool,
    /// The load balancers' interfaces that are asked about themselves.
    asked: Option<&'i BTreeSet<Id>>,
    /// Whether security groups have no say.
    ignores_groups: bool,
    endings: Vec<Ending>,
}

/// How many routers packets pass before they are taken to go in a circle.
const MOST_ROUTERS: u8 = 16;

impl<'i, 'n> Walk<'i, 'n> {
    pub(crate) fn new(index: &'i Index<'n>) -> Self {
        Self {
            index,
            answers_internet: false,
            asked: None,
            ignores_groups: false,
            endings: Vec::new(),
        }
    }

    /// A walk of answers to somebody on the internet.
    pub(crate) fn answering_internet(mut self) -> Self {
        self.answers_internet = true;
        self
    }

    /// A walk that ends at these interfaces, also where a load balancer passes packets on.
    pub(crate) fn ending_at(mut self, interfaces: &'i BTreeSet<Id>) -> Self {
        self.asked = Some(interfaces);
        self
    }

    /// A walk on which security groups have no say: they are asked afterwards.
    pub(crate) fn ignoring_groups(mut self) -> Self {
        self.ignores_groups = true;
        self
    }

    /// Everything that ended.
    pub(crate) fn endings(self) -> Vec<Ending> {
        self.endings
    }

    fn end(&mut self, flow: Flow, end: End) {
        self.endings.push(Ending { flow, end });
    }

    fn stop(&mut self, flow: Flow, stop: Stop) {
        self.end(flow, End::Stopped(stop));
    }

    fn unknown(&mut self, flow: Flow, gap: Gap) {
        self.end(flow, End::Unknown(gap));
    }

    /// Packets leave an interface: its security groups have a say, unless they are answers.
    pub(crate) fn leave_interface(&mut self, id: &Id, flow: Flow) {
        let Some(interface) = self.index.network.interfaces.get(id) else {
            let gap = Gap::NotFound {
                id: id.clone(),
                by: id.clone(),
            };
            return self.unknown(flow, gap);
        };
        let mut flow = flow.at(self.place(id));
        flow.sender = Some(id.clone()).filter(|_| !flow.is_answer);
        for flow in self.security_groups(id, flow, Direction::Out) {
            self.leave_subnet(&interface.subnet, flow);
        }
    }

    /// Packets enter an interface: its security groups have a say, unless they are
    /// answers; then it depends on what the interface is for.
    fn enter_interface(&mut self, id: &Id, flow: Flow) {
        let interface = &self.index.network.interfaces[id];
        let flow = flow.at(self.place(id));
        if let Some(balancer) = flow
            .sessions
            .last()
            .filter(|session| flow.is_answer && session.at == *id)
        {
            let session = balancer.clone();
            return self.answer_through_balancer(id, &session, flow);
        }
        if flow.is_answer && flow.sessions.is_empty() {
            return self.end(flow, End::Arrived(id.clone()));
        }
        match interface.kind {
            InterfaceKind::Host | InterfaceKind::Endpoint => {
                for flow in self.security_groups(id, flow, Direction::In) {
                    self.end(flow, End::Arrived(id.clone()));
                }
            }
            InterfaceKind::NetworkLoadBalancer | InterfaceKind::ApplicationLoadBalancer => {
                for flow in self.security_groups(id, flow, Direction::In) {
                    self.through_balancer(id, flow);
                }
            }
            InterfaceKind::NatGateway
            | InterfaceKind::TransitGateway
            | InterfaceKind::GatewayLoadBalancerEndpoint => {
                self.stop(
                    flow,
                    Stop::NotListening {
                        interface: id.clone(),
                    },
                );
            }
        }
    }

    /// What the security groups let pass; what they do not is stopped here. They are
    /// stateful: answers always pass.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html>.
    fn security_groups(&mut self, id: &Id, flow: Flow, direction: Direction) -> Vec<Flow> {
        let index = self.index;
        let class = index
            .class(id)
            .filter(|_| !flow.is_answer && !self.ignores_groups);
        let passed_on_by = flow.passed_on_by.clone();
        let passed_on_by = passed_on_by.filter(|_| direction == Direction::In);
        let filters = class.and_then(
            |class| match flow.carries_groups && passed_on_by.is_none() {
                true => class.filters.as_ref(),
                false => class.anonymous.as_ref(),
            },
        );
        let (Some(class), Some([enters, leaves])) = (class, filters) else {
            return vec![flow];
        };
        let filter = match direction {
            Direction::In => enters,
            Direction::Out => leaves,
        };
        let mut passage = filter.judge(&flow, direction);
        if let Some(balancer) = passed_on_by.as_ref().filter(|_| flow.carries_groups) {
            passage = by_groups_of(balancer, passage, &class.by_group);
        }
        for denied in passage.denied {
            self.stop(
                denied,
                Stop::SecurityGroups {
                    interface: id.clone(),
                    direction,
                },
            );
        }
        passage.passed
    }

    /// Sends packets where a route says.
    fn follow(&mut self, target: &Target, from: &From<'_>, flow: Flow) {
        match target {
            Target::Local => self.route_locally(from, flow),
            Target::InternetGateway(id) => self.leave_by_internet_gateway(id, from.vpc, flow),
            Target::EgressOnlyGateway(id) => self.leave_by_egress_only_gateway(id, from.vpc, flow),
            Target::NatGateway(id) => self.leave_by_nat(id, from, flow),
            Target::Peering(id) => self.leave_by_peering(id, from.vpc, flow),
            Target::TransitGateway(id) => self.leave_by_transit_gateway(id, from, flow),
            Target::VpnGateway(id) => self.leave_by_vpn_gateway(id, from, flow),
            Target::Endpoint(id) => self.leave_by_endpoint(id, from, flow),
            Target::Interface(id) => self.enter_appliance(id, from, flow),
            Target::Other(id) => {
                let gap = Gap::NotModelled {
                    resource: id.clone(),
                    does: "is the target of a route",
                };
                self.unknown(flow, gap);
            }
        }
    }

    /// Packets that come in by a gateway: its route table, were it read, may lead them to
    /// somebody else first.
    fn perhaps_elsewhere(&self, vpc: &VpcIndex<'_>, flow: Flow) -> Flow {
        let kind = Kind::RouteTables;
        if self.index.network.knows(vpc.vpc, kind) {
            return flow;
        }
        let of = vpc.vpc.id.clone();
        flow.led_astray(Gap::NotRead { kind, of })
    }

    fn place(&self, interface: &Id) -> Place {
        let known = self.index.network.interfaces.get(interface);
        let instance = known.and_then(|known| known.instance.clone());
        Place::Interface {
            id: interface.clone(),
            instance,
        }
    }

    /// Whether the interface is of a load balancer of this kind, and of which.
    fn balancer(&self, interface: &Id, kind: LoadBalancerKind) -> Option<&'n Id> {
        self.index.balancer_of(interface, kind)
    }
}

/// Where packets come from when a route is followed.
pub(crate) struct From<'a> {
    /// The VPC that routes them.
    pub(crate) vpc: &'a Id,
    /// The subnet that they leave.
    pub(crate) subnet: Option<&'a Id>,
    /// Whether they are in that subnet by way of a transit gateway's interface, and have
    /// not yet met the network ACL on their way out.
    pub(crate) by_transit: bool,
    /// Whether the route that is followed was propagated.
    pub(crate) is_propagated: bool,
}

/// A route was chosen.
fn routed(flow: &mut Flow, table: &Id, destination: &std::sync::Arc<str>, target: &str) {
    let (table, destination, target) = (table.clone(), destination.clone(), target.into());
    flow.pass(Hop::Routed {
        table,
        destination,
        target,
    });
}
