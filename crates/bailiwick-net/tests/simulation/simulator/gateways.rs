//! What each gateway does to a packet.

use std::net::IpAddr;

use bailiwick_net::model::{Association, Attachment, AttachmentKind, Id, Public, TransitTarget};
use bailiwick_net::packet::Protocol;

use super::{Going, Outcome, Outcomes, Simulator, holds};

impl Simulator<'_> {
    /// Somebody on the internet sends: to a public address, or to an address of IPv6.
    pub(super) fn leave_internet(&self, mut going: Going) -> Outcomes {
        let destination = going.packet.destination;
        let (vpc, private) = match destination {
            IpAddr::V4(_) => match self.behind(destination) {
                Some((vpc, private)) => (vpc, private),
                None => return Vec::new(),
            },
            IpAddr::V6(_) => match self
                .network
                .vpcs
                .values()
                .find(|vpc| holds(&vpc.blocks, destination))
            {
                Some(vpc) => (&vpc.id, destination),
                None => return Vec::new(),
            },
        };
        if !is_public(going.packet.source) {
            return Vec::new();
        }
        let through_egress_only = going.is_answer
            && going
                .remembered
                .last()
                .is_some_and(|(id, _)| id.as_str().starts_with("eigw"));
        if through_egress_only {
            going.remembered.pop();
        } else if !self
            .network
            .internet_gateways
            .values()
            .any(|gateway| gateway.vpcs.contains(vpc))
        {
            return Vec::new();
        }
        going.packet.destination = private;
        self.enter_vpc(vpc, going)
    }

    pub(super) fn by_internet_gateway(&self, gateway: &Id, vpc: &Id, mut going: Going) -> Outcomes {
        if !self.network.internet_gateways[gateway].vpcs.contains(vpc) {
            return Vec::new();
        }
        if going.packet.source.is_ipv4() {
            let source = going.packet.source;
            let own = self
                .network
                .interfaces
                .values()
                .filter(|one| one.vpc == *vpc)
                .flat_map(|one| &one.addresses);
            let nat = self
                .network
                .nat_gateways
                .values()
                .filter(|one| one.vpc == *vpc)
                .flat_map(|one| &one.addresses);
            let public = own
                .chain(nat)
                .find(|address| address.private.addr() == source)
                .and_then(|one| one.public);
            match public {
                Some(Public::Known(public)) => going.packet.source = public,
                _ => return Vec::new(),
            }
        }
        self.onto_internet(going)
    }

    pub(super) fn by_egress_only(&self, gateway: &Id, mut going: Going) -> Outcomes {
        if going.packet.source.is_ipv4() || going.is_answer {
            return Vec::new();
        }
        going.remembered.push((gateway.clone(), going.packet));
        self.onto_internet(going)
    }

    fn onto_internet(&self, going: Going) -> Outcomes {
        let destination = going.packet.destination;
        let is_ours = match destination {
            IpAddr::V4(_) => self.behind(destination).is_some(),
            IpAddr::V6(_) => self
                .network
                .vpcs
                .values()
                .any(|vpc| holds(&vpc.blocks, destination)),
        };
        match is_ours {
            true => self.leave_internet(going),
            false if is_public(destination) => vec![(Outcome::Internet, going)],
            false => Vec::new(),
        }
    }

    pub(super) fn by_nat(&self, gateway: &Id, from: &Id, mut going: Going) -> Outcomes {
        let gateway = &self.network.nat_gateways[gateway];
        let subnet = gateway.subnet.as_ref().unwrap();
        if going.packet.source.is_ipv6() || from != subnet && !self.acl_lets(subnet, &going, true) {
            return Vec::new();
        }
        if ![Protocol::TCP, Protocol::UDP, Protocol::ICMP].contains(&going.packet.protocol) {
            return Vec::new();
        }
        self.translates.set(true);
        going.steps += 1;
        going.remembered.push((gateway.id.clone(), going.packet));
        going.packet.source = gateway.addresses[0].private.addr();
        going.is_known = false;
        going.sender = None;
        if going.packet.protocol.has_ports() {
            going.packet.source_port = self.port;
        }
        self.leave_subnet(subnet, going)
    }

    pub(super) fn by_peering(&self, peering: &Id, vpc: &Id, mut going: Going) -> Outcomes {
        let [one, two] = &self.network.peerings[peering].sides;
        let there = if one.vpc == *vpc { two } else { one };
        if !holds(
            &self.network.vpcs[&there.vpc].blocks,
            going.packet.destination,
        ) {
            return Vec::new();
        }
        going.is_known &= one.region == two.region;
        self.enter_vpc(&there.vpc, going)
    }

    pub(super) fn by_vpn(&self, gateway: &Id, is_propagated: bool, going: Going) -> Outcomes {
        let mut connections = self
            .network
            .vpn_connections
            .values()
            .filter(|one| one.gateway.as_ref() == Some(gateway));
        match is_propagated || connections.any(|one| holds(&one.routes, going.packet.destination)) {
            true => vec![(Outcome::Premises(Some(gateway.clone())), going)],
            false => Vec::new(),
        }
    }

    pub(super) fn leave_premises(&self, gateway: &Id, going: Going) -> Outcomes {
        let vpc = self.network.vpn_gateways[gateway].vpcs.first().unwrap();
        match holds(&self.network.vpcs[vpc].blocks, going.packet.destination) {
            true => self.enter_vpc(vpc, going),
            false => Vec::new(),
        }
    }

    /// Into the transit gateway, by the interface in the subnet's zone.
    pub(super) fn by_transit(&self, subnet: &Id, mut going: Going) -> Outcomes {
        let here = &self.network.subnets[subnet];
        let attached =
            self.network.attachments.values().find(
                |one| matches!(&one.kind, AttachmentKind::Vpc { vpc, .. } if *vpc == here.vpc),
            );
        let Some(attachment) = attached else {
            return Vec::new();
        };
        let zone = |subnet: &Id| &self.network.subnets[subnet].zone;
        let Some(entry) = subnets(attachment)
            .into_iter()
            .find(|subnet| *zone(subnet) == here.zone)
        else {
            return Vec::new();
        };
        if !self.acl_lets(&entry, &going, true) {
            return Vec::new();
        }
        // Rules for what goes out that name groups hold nothing here.
        let stranger = Going {
            is_known: false,
            ..going.clone()
        };
        if going
            .sender
            .as_ref()
            .is_some_and(|sender| !self.groups_let(sender, &stranger, false))
        {
            return Vec::new();
        }
        let gateway = &self.network.transit_gateways[&attachment.gateway];
        going.is_known &= gateway.references_groups && attachment.references_groups;
        let Association::With(table) = &attachment.association else {
            return Vec::new();
        };
        let mut outcomes = Vec::new();
        for next in self.transit_route(table, going.packet.destination) {
            let mut going = going.clone();
            going.is_known &= next.references_groups;
            let all = subnets(next);
            let same: Vec<Id> = all
                .iter()
                .filter(|subnet| *zone(subnet) == here.zone)
                .cloned()
                .collect();
            for exit in if same.is_empty() { all } else { same } {
                outcomes.extend(self.out_of_transit(&exit, going.clone()));
            }
        }
        outcomes
    }

    /// Within the subnet that holds the transit gateway's interface there is no network
    /// ACL; on the way out of it there is.
    fn out_of_transit(&self, subnet: &Id, going: Going) -> Outcomes {
        let blocks = &self.network.subnets[subnet].blocks;
        let stays = holds(blocks, going.packet.destination)
            && matches!(
                self.route(subnet, going.packet.destination),
                Some((bailiwick_net::model::Target::Local, _))
            );
        if stays {
            return self.meet_resident(subnet, going);
        }
        match self.acl_lets(subnet, &going, false) {
            true => self.by_routes(subnet, going),
            false => Vec::new(),
        }
    }

    fn transit_route(&self, table: &Id, destination: IpAddr) -> Vec<&Attachment> {
        let table = &self.network.transit_route_tables[table];
        let routes = table.routes.iter().flatten();
        let routes = routes.map(|route| (route.destination.unwrap(), 1, route.target.clone()));
        let propagated = table.propagations.iter().flatten().flat_map(|id| {
            let AttachmentKind::Vpc { vpc, .. } = &self.network.attachments[id].kind else {
                return Vec::new();
            };
            let target = TransitTarget::Attachments(vec![id.clone()]);
            let blocks = self.network.vpcs[vpc].blocks.iter();
            blocks.map(|block| (*block, 0, target.clone())).collect()
        });
        let holding = routes
            .chain(propagated)
            .filter(|(block, ..)| block.contains(&destination));
        match holding.max_by_key(|(block, rank, _)| (block.prefix_len(), *rank)) {
            Some((_, _, TransitTarget::Attachments(ids))) => {
                ids.iter().map(|id| &self.network.attachments[id]).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn subnets(attachment: &Attachment) -> Vec<Id> {
    match &attachment.kind {
        AttachmentKind::Vpc {
            subnets: Some(subnets),
            ..
        } => subnets.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// Whether the address is somebody's on the internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [a, b, ..] = address.octets();
            !matches!(
                (a, b),
                (0 | 10 | 127 | 224.., _)
                    | (100, 64..128)
                    | (169, 254)
                    | (172, 16..32)
                    | (192, 168)
                    | (198, 18 | 19)
            )
        }
        IpAddr::V6(address) => (0x2000..0x4000).contains(&address.segments()[0]),
    }
}
