//! Interfaces that routes lead to: appliances, such as firewalls and NAT instances, whose
//! software decides what becomes of a packet.

use super::{From, Walk};
use crate::flow::Flow;
use crate::model::{Gap, Id};
use crate::path::{Direction, Place, Stop};

impl Walk<'_, '_> {
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html>:
    /// an instance that forwards packets must not check their addresses.
    pub(super) fn enter_appliance(&mut self, id: &Id, from: &From<'_>, flow: Flow) {
        let index = self.index;
        let flow = flow.at(Place::Vpc(from.vpc.clone()));
        let Some(interface) = index.network.interfaces.get(id) else {
            return self.unknown(
                flow,
                Gap::NotFound {
                    id: id.clone(),
                    by: from.vpc.clone(),
                },
            );
        };
        let flows = match index.subnets.get(&interface.subnet) {
            Some(subnet) if from.subnet != Some(&interface.subnet) => {
                let flow = flow.at(Place::Subnet(interface.subnet.clone()));
                self.network_acl(subnet, flow, Direction::In)
            }
            _ => vec![flow],
        };
        for flow in flows {
            let flow = flow.at(self.place(id));
            if interface.checks_addresses {
                self.stop(
                    flow,
                    Stop::AddressCheck {
                        interface: id.clone(),
                    },
                );
                continue;
            }
            for flow in self.security_groups(id, flow, Direction::In) {
                let gap = Gap::NotModelled {
                    resource: id.clone(),
                    does: "forwards packets by its own software",
                };
                self.unknown(flow, gap);
            }
        }
    }
}
