//! Where packets are sent, and where answers to them belong.

use crate::flow::Flow;
use crate::index::Index;
use crate::model::{AttachmentKind, Id};
use crate::path::{End, Outside};
use crate::walk::{Ending, Walk};

/// Where packets are sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Start {
    /// On the internet.
    Internet,
    /// By an interface.
    Interface(Id),
    /// On one's own premises, behind a virtual private gateway.
    VpnGateway(Id),
    /// On one's own premises, behind an attachment of a transit gateway.
    Attachment(Id),
    /// Somewhere in a subnet, past all security groups.
    Subnet(Id),
    /// Somewhere in a VPC, past all subnets.
    Vpc(Id),
}

impl Start {
    /// Sends packets, and returns where they end.
    pub(super) fn send(
        &self,
        mut walk: Walk<'_, '_>,
        index: &Index<'_>,
        flow: Flow,
    ) -> Vec<Ending> {
        match self {
            Self::Internet => walk.cross_internet(flow, true),
            Self::Interface(id) => walk.leave_interface(id, flow),
            Self::VpnGateway(id) => walk.enter_by_vpn_gateway(id, flow),
            Self::Attachment(id) => {
                if let Some(attachment) = index.network.attachments.get(id) {
                    walk.cross_transit_gateway(attachment, None, flow);
                }
            }
            Self::Subnet(id) => walk.leave_subnet(id, flow),
            Self::Vpc(id) => walk.route_in_vpc(id, flow),
        }
        walk.endings()
    }

    /// Sends answers from where packets ended, and returns where those end.
    pub(super) fn send_back(&self, index: &Index<'_>, from: &End, flow: Flow) -> Vec<Ending> {
        let walk = Walk::new(index);
        let walk = if *self == Self::Internet {
            walk.answering_internet()
        } else {
            walk
        };
        let start = match from {
            End::Arrived(id) => Some(Self::Interface(id.clone())),
            End::Left(Outside::Internet) => Some(Self::Internet),
            End::Left(Outside::OnPremises(id)) => Self::on_premises(index, id),
            End::Left(Outside::Service(id)) => index
                .network
                .endpoints
                .get(id)
                .map(|endpoint| Self::Vpc(endpoint.vpc.clone())),
            End::Stopped(_) | End::Unknown(_) => None,
        };
        start.map_or_else(Vec::new, |start| start.send(walk, index, flow))
    }

    /// Where packets come from that come by a connection or gateway.
    fn on_premises(index: &Index<'_>, id: &Id) -> Option<Self> {
        let network = index.network;
        if network.vpn_gateways.contains_key(id) {
            return Some(Self::VpnGateway(id.clone()));
        }
        let mut attachments = network.attachments.values();
        let attachment = attachments.find(|one| match &one.kind {
            AttachmentKind::Vpn(of) | AttachmentKind::DirectConnect(of) => of == id,
            _ => false,
        });
        let attachment = attachment.map(|one| Self::Attachment(one.id.clone()));
        let connection = network
            .vpn_connections
            .get(id)
            .and_then(|one| one.gateway.clone());
        attachment.or(connection.map(Self::VpnGateway))
    }

    /// Every way in from one's own premises.
    pub(super) fn all_on_premises(index: &Index<'_>) -> Vec<Self> {
        let network = index.network;
        let gateways = network
            .vpn_gateways
            .values()
            .filter(|one| !one.vpcs.is_empty());
        let gateways = gateways.map(|one| Self::VpnGateway(one.id.clone()));
        let attachments = network.attachments.values().filter(|one| {
            matches!(
                one.kind,
                AttachmentKind::Vpn(_) | AttachmentKind::DirectConnect(_)
            )
        });
        gateways
            .chain(attachments.map(|one| Self::Attachment(one.id.clone())))
            .collect()
    }

    /// Whether answers that end so are back where they belong.
    pub(super) fn gets_back(&self, end: &End) -> bool {
        match (self, end) {
            (Self::Internet, End::Left(Outside::Internet)) => true,
            (Self::Interface(id), End::Arrived(there)) => id == there,
            (Self::VpnGateway(_) | Self::Attachment(_), End::Left(Outside::OnPremises(_))) => true,
            _ => false,
        }
    }
}
