//! Peering: to the addresses of the VPC on the other side, and no further.
//!
//! Source: <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>: not
//! transitive, no way through the other VPC's gateways;
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>: rules
//! may name groups of the other VPC in the same region.

use super::Walk;
use crate::flow::Flow;
use crate::index::{at, both};
use crate::model::{Gap, Id, Kind};
use crate::path::{Place, Stop};

impl Walk<'_, '_> {
    pub(super) fn leave_by_peering(&mut self, id: &Id, vpc: &Id, flow: Flow) {
        let index = self.index;
        let flow = flow
            .at(Place::Vpc(vpc.clone()))
            .at(Place::Peering(id.clone()));
        let Some(peering) = index.network.peerings.get(id) else {
            if index.network.gone.contains(id) {
                return self.stop(
                    flow,
                    Stop::NotCarried {
                        gateway: id.clone(),
                    },
                );
            }
            let gap = match index.network.knows_anywhere(Kind::Peerings) {
                true => Gap::NotFound {
                    id: id.clone(),
                    by: vpc.clone(),
                },
                false => Gap::NotRead {
                    kind: Kind::Peerings,
                    of: vpc.clone(),
                },
            };
            return self.unknown(flow, gap);
        };
        let (here, there) = match &peering.sides {
            [one, two] if one.vpc == *vpc => (one, two),
            [one, two] => (two, one),
        };
        let known = index.vpcs.get(&there.vpc);
        let blocks = known.map_or_else(|| both(&there.blocks), |known| known.blocks.clone());
        let own = &blocks[at(flow.now.family)];
        if let Some(others) = flow.to(&flow.now.destination.difference(own)) {
            let (peering, vpc) = (id.clone(), there.vpc.clone());
            self.stop(others, Stop::NotTransitive { peering, vpc });
        }
        let Some(mut flow) = flow.to(own) else { return };
        if here.region != there.region {
            flow.carries_groups = false;
        }
        match known {
            Some(_) => self.route_in_vpc(&there.vpc, flow),
            None => self.unknown(
                flow,
                Gap::NotFound {
                    id: there.vpc.clone(),
                    by: id.clone(),
                },
            ),
        }
    }
}
