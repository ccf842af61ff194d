//! Where an attachment of a transit gateway leads: into a VPC, to one's own premises.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>: packets
//! stay in their zone where they can; <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html>:
//! which rules of which network ACLs are used.

use crate::flow::Flow;
use crate::index::SubnetIndex;
use crate::model::{AttachmentKind, Gap, Id};
use crate::path::{Direction, End, Outside, Place, Stop};
use crate::set::Ranges;
use crate::walk::Walk;

impl Walk<'_, '_> {
    pub(super) fn enter_by_attachment(&mut self, id: &Id, zone: Option<&str>, mut flow: Flow) {
        let index = self.index;
        let Some(attachment) = index.network.attachments.get(id) else {
            return match index.network.gone.contains(id) {
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
                        by: id.clone(),
                    },
                ),
            };
        };
        flow.carries_groups &= attachment.references_groups;
        let not_modelled = |does| Gap::NotModelled {
            resource: id.clone(),
            does,
        };
        match &attachment.kind {
            AttachmentKind::Vpn(vpn) => {
                let flow = flow.at(Place::VpnConnection(vpn.clone()));
                self.end(flow, End::Left(Outside::OnPremises(vpn.clone())));
            }
            AttachmentKind::DirectConnect(gateway) => {
                self.end(flow, End::Left(Outside::OnPremises(gateway.clone())));
            }
            AttachmentKind::Peering(_) => {
                self.unknown(flow, not_modelled("leads to another transit gateway"))
            }
            AttachmentKind::Other(_) => {
                self.unknown(flow, not_modelled("is an attachment of another kind"))
            }
            AttachmentKind::Vpc { vpc, subnets } => {
                if !index.vpcs.contains_key(vpc) {
                    return self.unknown(
                        flow,
                        Gap::NotFound {
                            id: vpc.clone(),
                            by: id.clone(),
                        },
                    );
                }
                let Some(subnets) = subnets else {
                    let field = "the subnets".to_owned();
                    return self.unknown(
                        flow,
                        Gap::Unresolved {
                            resource: id.clone(),
                            field,
                        },
                    );
                };
                let subnets = subnets
                    .iter()
                    .filter_map(|subnet| index.subnets.get(subnet));
                let same =
                    |one: &&SubnetIndex<'_>| zone.is_some() && one.subnet.zone.as_deref() == zone;
                let in_zone: Vec<_> = subnets.clone().filter(same).collect();
                // With appliance mode, or where the zone is not attached, any zone may be taken.
                let chosen = match in_zone.is_empty() || attachment.is_appliance {
                    true => subnets.collect(),
                    false => in_zone,
                };
                if chosen.is_empty() {
                    let field = "the subnets".to_owned();
                    return self.unknown(
                        flow,
                        Gap::Unresolved {
                            resource: id.clone(),
                            field,
                        },
                    );
                }
                for subnet in chosen {
                    self.route_from_transit(subnet, flow.clone());
                }
            }
        }
    }

    /// The route table of the subnet that holds the transit gateway's interface decides;
    /// its network ACL is met on the way out of it.
    fn route_from_transit(&mut self, subnet: &SubnetIndex<'_>, flow: Flow) {
        let is_local = |routes: &crate::index::Routes<'_>, flow: &Flow| {
            let family = flow.now.family;
            let local = routes
                .of(family)
                .iter()
                .filter(|best| best.route.target == crate::model::Target::Local);
            Ranges::of(local.flat_map(|best| best.addresses.iter().copied()))
        };
        let Ok(routes) = &subnet.routes else {
            return self.route(subnet, flow, true);
        };
        let local = is_local(routes, &flow);
        if let Some(inside) = flow.to(&local) {
            self.route(subnet, inside, true);
        }
        if let Some(outside) = flow.to(&flow.now.destination.difference(&local)) {
            for flow in self.network_acl(subnet, outside, Direction::Out) {
                self.route(subnet, flow, false);
            }
        }
    }
}
