//! Internet gateways, egress-only internet gateways, and the internet between them.

use super::{From, Walk};
use crate::flow::{Flow, Session};
use crate::index::at;
use crate::model::{Gap, Id, Kind};
use crate::packet::Family;
use crate::path::{End, Outside, Place, Stop};
use crate::set::Ranges;

impl Walk<'_, '_> {
    /// An internet gateway puts the public address in place of the private one, and drops
    /// what has none. Addresses of IPv6 are public by themselves.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>.
    pub(super) fn leave_by_internet_gateway(&mut self, id: &Id, vpc_id: &Id, flow: Flow) {
        let index = self.index;
        let mut flow = flow
            .at(Place::Vpc(vpc_id.clone()))
            .at(Place::InternetGateway(id.clone()));
        let Some(vpc) = index.vpcs.get(vpc_id) else {
            let gap = Gap::NotFound {
                id: vpc_id.clone(),
                by: id.clone(),
            };
            return self.unknown(flow, gap);
        };
        match index.network.internet_gateways.get(id) {
            Some(gateway) if !gateway.vpcs.contains(vpc_id) => {
                let stop = Stop::NotAttached {
                    gateway: id.to_string(),
                    vpc: vpc_id.clone(),
                };
                return self.stop(flow, stop);
            }
            Some(_) => {}
            None => {
                flow = flow.doubted(Gap::NotFound {
                    id: id.clone(),
                    by: vpc_id.clone(),
                })
            }
        }
        if flow.now.family == Family::V6 {
            return self.reach_internet(flow);
        }
        let mut left = flow.now.source.clone();
        for &(first, last) in flow.now.source.clone().iter() {
            for (private, public) in vpc.published.range(first..=last) {
                let private = Ranges::one(*private);
                left = left.difference(&private);
                if let Some(mut some) = flow.from(&private) {
                    some.rewrite_source(Ranges::one(*public));
                    self.reach_internet(some);
                }
            }
        }
        let Some(rest) = flow.from(&left) else { return };
        match index.network.knows(vpc.vpc, Kind::Interfaces) {
            true => self.stop(
                rest,
                Stop::NoPublicAddress {
                    gateway: id.clone(),
                },
            ),
            false => self.unknown(
                rest,
                Gap::NotRead {
                    kind: Kind::Interfaces,
                    of: vpc_id.clone(),
                },
            ),
        }
    }

    /// An egress-only internet gateway carries IPv6 out, and lets in only the answers.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>.
    pub(super) fn leave_by_egress_only_gateway(&mut self, id: &Id, vpc: &Id, flow: Flow) {
        let mut flow = flow
            .at(Place::Vpc(vpc.clone()))
            .at(Place::EgressOnlyGateway(id.clone()));
        if flow.now.family == Family::V4 {
            return self.stop(
                flow,
                Stop::NotCarried {
                    gateway: id.clone(),
                },
            );
        }
        if flow.is_answer {
            return self.stop(
                flow,
                Stop::OnlyAnswers {
                    gateway: id.clone(),
                },
            );
        }
        match self.index.network.egress_only_gateways.get(id) {
            Some(gateway) if !gateway.vpcs.contains(vpc) => {
                let stop = Stop::NotAttached {
                    gateway: id.to_string(),
                    vpc: vpc.clone(),
                };
                return self.stop(flow, stop);
            }
            Some(_) => {}
            None => {
                flow = flow.doubted(Gap::NotFound {
                    id: id.clone(),
                    by: vpc.clone(),
                })
            }
        }
        let before = flow.now.clone();
        flow.sessions.push(Session {
            at: id.clone(),
            before,
            is_addressed: false,
        });
        self.reach_internet(flow);
    }

    /// Packets come to the internet from a VPC.
    fn reach_internet(&mut self, flow: Flow) {
        if flow.is_answer && self.answers_internet {
            return self.end(flow, End::Left(Outside::Internet));
        }
        self.cross_internet(flow, false);
    }

    /// Packets are on the internet, and perhaps were sent there: some go to addresses of
    /// networks that were read, the others stay outside.
    pub(crate) fn cross_internet(&mut self, flow: Flow, is_sent_there: bool) {
        let index = self.index;
        let mut left = flow.now.destination.clone();
        match flow.now.family {
            Family::V4 => {
                for &(first, last) in flow.now.destination.clone().iter() {
                    for (public, published) in index.public.range(first..=last) {
                        let public = Ranges::one(*public);
                        left = left.difference(&public);
                        if let Some(some) = flow.to(&public) {
                            self.enter_by_internet_gateway(
                                published.vpc,
                                Some(published.private),
                                some,
                            );
                        }
                    }
                }
            }
            Family::V6 => {
                for (id, vpc) in &index.vpcs {
                    let own = &vpc.blocks[at(Family::V6)];
                    if let Some(some) = flow.to(own) {
                        left = left.difference(own);
                        self.enter_by_internet_gateway(id, None, some);
                    }
                }
            }
        }
        if let Some(outside) = flow.to(&left.intersection(&index.internet[at(flow.now.family)])) {
            match is_sent_there {
                true => self.stay_outside(outside),
                false => self.end(outside, End::Left(Outside::Internet)),
            }
        }
        if let Some(nowhere) = flow.to(&left.difference(&index.internet[at(flow.now.family)])) {
            self.stop(nowhere, Stop::NotPublic);
        }
    }

    /// Nobody who was read has the destination.
    fn stay_outside(&mut self, flow: Flow) {
        let mut vpcs = self.index.vpcs.values().map(|vpc| vpc.vpc);
        match vpcs.find(|vpc| !self.index.network.knows(vpc, Kind::Interfaces)) {
            Some(vpc) => self.unknown(
                flow,
                Gap::NotRead {
                    kind: Kind::Interfaces,
                    of: vpc.id.clone(),
                },
            ),
            None => self.stop(flow, Stop::Elsewhere),
        }
    }

    /// Packets come from the internet into a VPC. What the internet gateway's own route
    /// table says comes first.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>.
    fn enter_by_internet_gateway(&mut self, vpc_id: &Id, private: Option<u128>, mut flow: Flow) {
        let index = self.index;
        let Some(vpc) = index.vpcs.get(vpc_id) else {
            let gap = Gap::NotFound {
                id: vpc_id.clone(),
                by: vpc_id.clone(),
            };
            return self.unknown(flow, gap);
        };
        if let Some(session) = flow
            .sessions
            .last()
            .filter(|one| index.network.egress_only_gateways.contains_key(&one.at))
        {
            let gateway = session.at.clone();
            if flow.is_answer {
                flow.sessions.pop();
                let flow = flow.at(Place::EgressOnlyGateway(gateway));
                return self.route_in_vpc(vpc_id, flow);
            }
        }
        let mut edge = None;
        match vpc.internet_gateway {
            Some(gateway) => {
                flow = flow.at(Place::InternetGateway(gateway.clone()));
                edge = vpc.edges.get(gateway);
            }
            None if index.network.knows(vpc.vpc, Kind::InternetGateways) => {
                let stop = Stop::NotAttached {
                    gateway: "internet gateway".into(),
                    vpc: vpc_id.clone(),
                };
                return self.stop(flow, stop);
            }
            None => {
                // Its route table, where it has one, may lead them to somebody else first.
                let gap = Gap::NotRead {
                    kind: Kind::InternetGateways,
                    of: vpc_id.clone(),
                };
                flow = match vpc.edges.is_empty() {
                    true => flow.doubted(gap),
                    false => flow.led_astray(gap),
                };
            }
        }
        if let Some(private) = private {
            flow.rewrite_destination(Ranges::one(private));
        }
        match edge {
            Some(routes) => {
                let from = From {
                    vpc: vpc_id,
                    subnet: None,
                    by_transit: false,
                    is_propagated: false,
                };
                self.route_by(routes, &from, flow);
            }
            None => self.route_in_vpc(vpc_id, self.perhaps_elsewhere(vpc, flow)),
        }
    }
}
