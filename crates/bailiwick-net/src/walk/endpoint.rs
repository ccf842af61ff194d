//! VPC endpoints that are targets of routes.
//!
//! Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>: a
//! gateway endpoint carries packets to the addresses of its service.

use super::{From, Walk};
use crate::flow::Flow;
use crate::model::{EndpointKind, Gap, Id};
use crate::path::{End, Outside, Place, Stop};

impl Walk<'_, '_> {
    pub(super) fn leave_by_endpoint(&mut self, id: &Id, from: &From<'_>, flow: Flow) {
        let network = self.index.network;
        let flow = flow
            .at(Place::Vpc(from.vpc.clone()))
            .at(Place::Endpoint(id.clone()));
        let Some(endpoint) = network.endpoints.get(id) else {
            return match network.gone.contains(id) {
                true => self.stop(
                    flow,
                    Stop::NotCarried {
                        gateway: id.clone(),
                    },
                ),
                false => self.unknown(
                    flow,
                    Gap::NotFound {
                        id: id.clone(),
                        by: from.vpc.clone(),
                    },
                ),
            };
        };
        match endpoint.kind {
            EndpointKind::Gateway => self.end(flow, End::Left(Outside::Service(id.clone()))),
            EndpointKind::GatewayLoadBalancer => {
                let does = "sends packets through the appliances of a gateway load balancer";
                self.unknown(
                    flow,
                    Gap::NotModelled {
                        resource: id.clone(),
                        does,
                    },
                );
            }
            EndpointKind::Interface | EndpointKind::Other => {
                let does = "is an endpoint that routes lead to";
                self.unknown(
                    flow,
                    Gap::NotModelled {
                        resource: id.clone(),
                        does,
                    },
                );
            }
        }
    }
}
