//! Virtual private gateways: the edge towards one's own premises.
//!
//! Source: <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html>: static
//! routes are written down, others are learned by BGP;
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html>: it carries packets for
//! those routes and for the VPC's own addresses, and no IPv6. Whether a tunnel is up now is not
//! looked at: it may be up tomorrow.

use super::{From, Walk};
use crate::flow::Flow;
use crate::index::{at, both};
use crate::model::{Gap, Id, Kind};
use crate::packet::Family;
use crate::path::{End, Outside, Place, Stop};

impl Walk<'_, '_> {
    pub(super) fn leave_by_vpn_gateway(&mut self, id: &Id, from: &From<'_>, flow: Flow) {
        let network = self.index.network;
        let flow = flow
            .at(Place::Vpc(from.vpc.clone()))
            .at(Place::VpnGateway(id.clone()));
        if flow.now.family == Family::V6 {
            return self.stop(
                flow,
                Stop::NotCarried {
                    gateway: id.clone(),
                },
            );
        }
        let flow = match network.vpn_gateways.get(id) {
            Some(gateway) if gateway.vpcs.contains(from.vpc) => flow,
            Some(_) => {
                let stop = Stop::NotAttached {
                    gateway: id.to_string(),
                    vpc: from.vpc.clone(),
                };
                return self.stop(flow, stop);
            }
            None if network.gone.contains(id) => {
                let gateway = id.clone();
                return self.stop(flow, Stop::NotCarried { gateway });
            }
            None => flow.doubted(Gap::NotFound {
                id: id.clone(),
                by: from.vpc.clone(),
            }),
        };
        if from.is_propagated {
            // It is in the route table because it was advertised.
            return self.end(flow, End::Left(Outside::OnPremises(id.clone())));
        }
        let connections = network.vpn_connections.values();
        let connections: Vec<_> = connections
            .filter(|one| one.gateway.as_ref() == Some(id))
            .collect();
        let mut left = flow.now.destination.clone();
        for connection in &connections {
            let routes = &both(&connection.routes)[at(flow.now.family)];
            if let Some(some) = flow.to(&routes.intersection(&left)) {
                left = left.difference(routes);
                self.end(some, End::Left(Outside::OnPremises(connection.id.clone())));
            }
        }
        let Some(rest) = flow.to(&left) else { return };
        match connections.is_empty() || connections.iter().any(|one| !one.is_static) {
            false => self.stop(
                rest,
                Stop::NoVpnRoute {
                    gateway: id.clone(),
                },
            ),
            true if !self.index.knows_connections() => {
                self.unknown(
                    rest,
                    Gap::NotRead {
                        kind: Kind::VpnConnections,
                        of: id.clone(),
                    },
                );
            }
            true => self.unknown(
                rest,
                Gap::LearnedRoutes {
                    resource: id.clone(),
                },
            ),
        }
    }

    /// Packets come from one's own premises: to the addresses of the VPC, and no further.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>.
    pub(crate) fn enter_by_vpn_gateway(&mut self, id: &Id, flow: Flow) {
        let index = self.index;
        let flow = flow.at(Place::VpnGateway(id.clone()));
        if flow.now.family == Family::V6 {
            return self.stop(
                flow,
                Stop::NotCarried {
                    gateway: id.clone(),
                },
            );
        }
        let Some(gateway) = index.network.vpn_gateways.get(id) else {
            let (id, by) = (id.clone(), id.clone());
            return self.unknown(flow, Gap::NotFound { id, by });
        };
        let Some(vpc_id) = gateway.vpcs.first() else {
            return self.stop(
                flow,
                Stop::NoVpnRoute {
                    gateway: id.clone(),
                },
            );
        };
        let Some(vpc) = index.vpcs.get(vpc_id) else {
            return self.unknown(
                flow,
                Gap::NotFound {
                    id: vpc_id.clone(),
                    by: id.clone(),
                },
            );
        };
        let own = &vpc.blocks[at(flow.now.family)];
        if let Some(inside) = flow.to(own) {
            match vpc.edges.get(id) {
                Some(routes) => {
                    let from = From {
                        vpc: vpc_id,
                        subnet: None,
                        by_transit: false,
                        is_propagated: false,
                    };
                    self.route_by(routes, &from, inside);
                }
                None => self.route_in_vpc(vpc_id, self.perhaps_elsewhere(vpc, inside)),
            }
        }
        if let Some(rest) = flow.to(&flow.now.destination.difference(own)) {
            self.stop(
                rest,
                Stop::NoVpnRoute {
                    gateway: id.clone(),
                },
            );
        }
    }
}
