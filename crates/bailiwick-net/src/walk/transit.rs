//! Transit gateways.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>: a
//! subnet reaches the transit gateway only if it is attached in the subnet's zone; the
//! route table that an attachment is associated with decides.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html>: which rules of which network
//! ACLs are used.

mod attachment;

use super::subnet::doubted;
use super::{From, Walk, routed};
use crate::flow::Flow;
use crate::index::at;
use crate::model::{Association, Attachment, AttachmentKind, Gap, Id, Kind, TransitTarget};
use crate::path::{Direction, Place, Stop};

impl Walk<'_, '_> {
    pub(super) fn leave_by_transit_gateway(&mut self, id: &Id, from: &From<'_>, flow: Flow) {
        let index = self.index;
        let attachments = index
            .network
            .attachments
            .values()
            .filter(|one| one.gateway == *id);
        let mut of_vpc = attachments
            .filter(|one| matches!(&one.kind, AttachmentKind::Vpc { vpc, .. } if vpc == from.vpc));
        let Some(attachment) = of_vpc.next() else {
            let flow = flow.at(Place::Vpc(from.vpc.clone()));
            return match index.network.knows_anywhere(Kind::Attachments) {
                true => {
                    let (gateway, vpc) = (id.to_string(), from.vpc.clone());
                    self.stop(flow, Stop::NotAttached { gateway, vpc });
                }
                false => self.unknown(
                    flow,
                    Gap::NotRead {
                        kind: Kind::Attachments,
                        of: id.clone(),
                    },
                ),
            };
        };
        let AttachmentKind::Vpc {
            subnets: Some(subnets),
            ..
        } = &attachment.kind
        else {
            let field = "the subnets".to_owned();
            return self.unknown(
                flow,
                Gap::Unresolved {
                    resource: attachment.id.clone(),
                    field,
                },
            );
        };
        let zone = |subnet: &Id| {
            index
                .subnets
                .get(subnet)
                .and_then(|one| one.subnet.zone.clone())
        };
        let here = from.subnet.and_then(zone);
        let Some(entry) = subnets
            .iter()
            .find(|subnet| here.is_some() && zone(subnet) == here)
        else {
            if here.is_none() || subnets.iter().any(|subnet| zone(subnet).is_none()) {
                let field = "the availability zones".to_owned();
                return self.unknown(
                    flow,
                    Gap::Unresolved {
                        resource: attachment.id.clone(),
                        field,
                    },
                );
            }
            let subnet = from.subnet.unwrap_or(from.vpc).clone();
            return self.stop(
                flow,
                Stop::NoZone {
                    attachment: attachment.id.clone(),
                    subnet,
                },
            );
        };
        let flow = flow.at(Place::Vpc(from.vpc.clone()));
        let flows = match index.subnets.get(entry) {
            Some(entry) => self.network_acl(entry, flow, Direction::In),
            None => vec![flow],
        };
        for flow in flows {
            for flow in self.without_groups(flow) {
                self.cross_transit_gateway(attachment, here.as_deref(), flow);
            }
        }
    }

    /// Rules for what goes out hold nothing across a transit gateway when they name groups.
    /// Source: <https://aws.amazon.com/blogs/networking-and-content-delivery/introducing-security-group-referencing-for-aws-transit-gateway>.
    fn without_groups(&mut self, flow: Flow) -> Vec<Flow> {
        let index = self.index;
        let class = flow.sender.as_ref().and_then(|sender| index.class(sender));
        let filters = class
            .filter(|_| !self.ignores_groups)
            .and_then(|class| class.anonymous.as_ref());
        let (Some([_, leaves]), Some(sender)) = (filters, flow.sender.clone()) else {
            return vec![flow];
        };
        let passage = leaves.judge(&flow, Direction::Out);
        for denied in passage.denied {
            let (interface, direction) = (sender.clone(), Direction::Out);
            self.stop(
                denied,
                Stop::SecurityGroups {
                    interface,
                    direction,
                },
            );
        }
        passage.passed
    }

    /// Packets come from an attachment, perhaps in a zone.
    pub(crate) fn cross_transit_gateway(
        &mut self,
        from: &Attachment,
        zone: Option<&str>,
        flow: Flow,
    ) {
        let index = self.index;
        let mut flow = flow.at(Place::TransitGateway(from.gateway.clone()));
        let gateway = index.network.transit_gateways.get(&from.gateway);
        if from.references_groups && flow.carries_groups && gateway.is_none() {
            // Rules that name groups may let them in at the other end.
            let (id, by) = (from.gateway.clone(), from.id.clone());
            flow = flow.led_astray(Gap::NotFound { id, by });
        }
        flow.carries_groups &=
            from.references_groups && gateway.is_some_and(|one| one.references_groups);
        flow.routers += 1;
        if flow.routers > super::MOST_ROUTERS {
            return self.stop(
                flow,
                Stop::Circle {
                    vpc: from.id.clone(),
                },
            );
        }
        let table = match &from.association {
            Association::With(table) => table,
            Association::Nowhere => {
                return self.stop(
                    flow,
                    Stop::NotAssociated {
                        attachment: from.id.clone(),
                    },
                );
            }
            Association::Unknown => {
                let field = "the associated route table".to_owned();
                return self.unknown(
                    flow,
                    Gap::Unresolved {
                        resource: from.id.clone(),
                        field,
                    },
                );
            }
        };
        let Some(routes) = index.transit.get(table) else {
            return self.unknown(
                flow,
                Gap::NotFound {
                    id: table.clone(),
                    by: from.id.clone(),
                },
            );
        };
        let family = flow.now.family;
        let doubts = &routes.doubted[at(family)];
        let mut left = flow.now.destination.clone();
        for best in routes.of(family) {
            let Some(some) = flow.to(&best.addresses) else {
                continue;
            };
            left = left.difference(&best.addresses);
            for (mut some, _) in doubted(doubts, some) {
                match &best.target {
                    TransitTarget::Blackhole => {
                        let (table, destination) = (table.clone(), best.destination.clone());
                        self.stop(some, Stop::Blackhole { table, destination });
                    }
                    TransitTarget::Attachments(attachments) => {
                        for attachment in attachments {
                            routed(&mut some, table, &best.destination, attachment.as_str());
                            let gateway = &from.gateway;
                            self.enter_by_attachment(gateway, attachment, zone, some.clone());
                        }
                    }
                }
            }
        }
        let rest = flow.to(&left).into_iter();
        for (some, doubt) in rest.flat_map(|some| doubted(doubts, some)) {
            match doubt {
                Some(gap) => self.unknown(some, gap),
                None => self.stop(
                    some,
                    Stop::NoRoute {
                        table: table.clone(),
                    },
                ),
            }
        }
    }
}
