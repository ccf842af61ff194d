//! Where an attachment of a transit gateway leads: into a VPC, to one's own premises, to
//! another transit gateway.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>: packets
//! stay in their zone where they can; <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html>:
//! which rules of which network ACLs are used.

use crate::flow::Flow;
use crate::index::SubnetIndex;
use crate::model::{Attachment, AttachmentKind, Gap, Id};
use crate::path::{Direction, End, Outside, Place, Stop};
use crate::set::Ranges;
use crate::walk::Walk;

impl Walk<'_, '_> {
    pub(super) fn enter_by_attachment(
        &mut self,
        gateway: &Id,
        id: &Id,
        zone: Option<&str>,
        mut flow: Flow,
    ) {
        let index = self.index;
        let peering = (gateway.clone(), id.clone());
        if let Some(peering) = index.network.transit_peerings.get(&peering) {
            return self.cross_transit_peering(peering, flow);
        }
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
            AttachmentKind::Peering(_) | AttachmentKind::Other(_) => {
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

    /// On the other side the route table decides that is associated with the peering there.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>. Rules that name groups
    /// hold within a region only:
    /// <https://aws.amazon.com/blogs/networking-and-content-delivery/introducing-security-group-referencing-for-aws-transit-gateway>.
    fn cross_transit_peering(&mut self, peering: &Attachment, mut flow: Flow) {
        let AttachmentKind::Peering(other) = &peering.kind else {
            return;
        };
        let there = (other.clone(), peering.id.clone());
        let there = self.index.network.transit_peerings.get(&there);
        let is_same = |one: &&Attachment| matches!(&one.kind, AttachmentKind::Peering(back) if *back == peering.gateway);
        let Some(there) = there.filter(is_same) else {
            let (id, by) = (other.clone(), peering.id.clone());
            return self.unknown(flow, Gap::NotFound { id, by });
        };
        let region = |gateway: &Id| {
            let known = self.index.network.transit_gateways.get(gateway);
            known.and_then(|known| known.region.as_deref())
        };
        let regions = (region(&peering.gateway), region(other));
        if flow.carries_groups && !matches!(regions, (Some(one), Some(other)) if one != other) {
            flow = flow.led_astray(Gap::NotModelled {
                resource: peering.id.clone(),
                does: "may let rules that name groups hold within a region",
            });
        }
        flow.carries_groups = false;
        self.cross_transit_gateway(there, None, flow);
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
