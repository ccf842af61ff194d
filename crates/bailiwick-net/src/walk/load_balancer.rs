//! Load balancers. A network load balancer passes connections on to its targets; an
//! application load balancer ends them, and what it opens itself is another connection.
//!
//! Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>:
//! listeners take what comes to their port, and forward it to target groups.

mod targets;

use super::Walk;
use crate::flow::{Flow, Session};
use crate::model::{Gap, Id, Kind, LoadBalancerKind};
use crate::path::{End, Place, Stop};
use crate::set::{Ranges, Region};

pub(super) use targets::by_groups_of;

impl Walk<'_, '_> {
    /// Packets come to an interface of a load balancer, past its security groups.
    pub(super) fn through_balancer(&mut self, interface: &Id, flow: Flow) {
        let network = self.index.network;
        let is_asked = self.asked.is_some_and(|asked| asked.contains(interface));
        let ends_here = self
            .balancer(interface, LoadBalancerKind::Application)
            .is_some();
        if ends_here || is_asked && self.index.balancers.contains_key(interface) {
            return self.listen(interface, flow);
        }
        let Some(id) = self.balancer(interface, LoadBalancerKind::Network) else {
            // An interface of a load balancer that was not read.
            let gap = Gap::NotRead {
                kind: Kind::LoadBalancers,
                of: interface.clone(),
            };
            return self.unknown(flow, gap);
        };
        let balancer = &network.load_balancers[id];
        let flow = flow.at(Place::LoadBalancer(id.clone()));
        let Some(listeners) = &balancer.listeners else {
            return self.unknown(
                flow,
                Gap::NotRead {
                    kind: Kind::Listeners,
                    of: id.clone(),
                },
            );
        };
        let mut left = vec![flow.clone()];
        for listener in listeners {
            let protocols = listener
                .protocols
                .iter()
                .map(|one| (one.0.into(), one.0.into()));
            let asked = Region {
                protocol: Ranges::of(protocols),
                destination_port: Ranges::one(listener.port.into()),
                ..Region::everything(flow.now.family)
            };
            let rest = left.iter().flat_map(|flow| {
                let rest = flow.now.difference(&asked).into_iter();
                rest.map(|region| flow.narrowed(region)).collect::<Vec<_>>()
            });
            left = rest.collect();
            let Some(some) = flow.within(&asked) else {
                continue;
            };
            for group in &listener.target_groups {
                match network.target_groups.get(group) {
                    Some(group) => self.pass_on(balancer, group, interface, &some),
                    None => self.unknown(
                        some.clone(),
                        Gap::NotFound {
                            id: group.clone(),
                            by: id.clone(),
                        },
                    ),
                }
            }
        }
        for rest in left {
            self.stop(
                rest,
                Stop::NoListener {
                    balancer: id.clone(),
                },
            );
        }
    }

    /// An application load balancer takes what its listeners ask for.
    fn listen(&mut self, interface: &Id, flow: Flow) {
        let balancer = self
            .index
            .balancers
            .get(interface)
            .map(|id| &self.index.network.load_balancers[*id]);
        let Some(balancer) = balancer else { return };
        let Some(listeners) = &balancer.listeners else {
            return self.unknown(
                flow,
                Gap::NotRead {
                    kind: Kind::Listeners,
                    of: balancer.id.clone(),
                },
            );
        };
        let mut left = flow.now.destination_port.clone();
        for listener in listeners {
            let port = Ranges::one(listener.port.into());
            left = left.difference(&port);
            let asked = Region {
                protocol: Ranges::of(
                    listener
                        .protocols
                        .iter()
                        .map(|one| (one.0.into(), one.0.into())),
                ),
                destination_port: port,
                ..Region::everything(flow.now.family)
            };
            if let Some(some) = flow.within(&asked) {
                self.end(some, End::Arrived(interface.clone()));
            }
        }
        if let Some(rest) = flow.within(&Region {
            destination_port: left,
            ..flow.now.clone()
        }) {
            self.stop(
                rest,
                Stop::NoListener {
                    balancer: balancer.id.clone(),
                },
            );
        }
    }

    /// The load balancer that catches answers to clients whose address its targets see.
    pub(super) fn caught_by_balancer(&self, flow: &Flow) -> Option<Session> {
        let session = flow.sessions.last().filter(|_| flow.is_answer)?;
        let is_balancer = self.index.balancers.contains_key(&session.at);
        (is_balancer && !session.is_addressed).then(|| session.clone())
    }

    /// Answers go from the load balancer to the client, from the address it asked.
    pub(super) fn answer_through_balancer(
        &mut self,
        interface: &Id,
        session: &Session,
        mut flow: Flow,
    ) {
        let own = &self.index.network.interfaces[interface];
        flow.sessions.pop();
        let of = self.index.balancers.get(interface);
        let mut flow = match of {
            Some(of) => flow.at(Place::LoadBalancer((*of).clone())),
            None => flow,
        };
        flow.rewrite_source(session.before.destination.clone());
        flow.rewrite_source_port(session.before.destination_port.clone());
        flow.rewrite_destination(session.before.source.clone());
        flow.rewrite_destination_port(session.before.source_port.clone());
        self.leave_subnet(&own.subnet, flow);
    }
}
