//! Interfaces, and the addresses that stand for those that AWS has still to pick.

use ipnet::IpNet;

use super::Reader;
use crate::model::{Address, Id, Interface, InterfaceKind, Public, Tags};
use crate::packet::{Family, number};

/// An interface to be made.
pub(super) struct Plan {
    pub(super) id: Id,
    pub(super) subnet: Id,
    pub(super) instance: Option<Id>,
    pub(super) kind: InterfaceKind,
    pub(super) groups: Vec<Id>,
    pub(super) address: Option<std::net::IpAddr>,
    /// Whether it gets a public address; `None` for what its subnet says.
    pub(super) is_public: Option<bool>,
    pub(super) checks_addresses: bool,
    pub(super) tags: Tags,
}

impl Plan {
    /// An ordinary host's interface.
    pub(super) fn host(id: Id, subnet: Id, groups: Vec<Id>, tags: Tags) -> Self {
        Self {
            id,
            subnet,
            instance: None,
            kind: InterfaceKind::Host,
            groups,
            address: None,
            is_public: Some(false),
            checks_addresses: true,
            tags,
        }
    }
}

impl Reader {
    /// Adds an interface. Without groups it is in the VPC's default group.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>.
    pub(super) fn add(&mut self, plan: Plan) {
        let known = self.network.subnets.get(&plan.subnet);
        let vpc = known.map_or_else(
            || format!("{}/VpcId", plan.subnet).into(),
            |subnet| subnet.vpc.clone(),
        );
        let maps = self.maps_public.contains(&plan.subnet);
        let mut addresses: Vec<Address> = match plan.address {
            Some(address) => vec![Address::private(address)],
            None => self.pick(&plan.subnet, Family::V4).into_iter().collect(),
        };
        if plan.is_public.unwrap_or(maps) {
            addresses
                .iter_mut()
                .for_each(|address| address.public = Some(Public::Later));
        }
        addresses.extend(self.pick(&plan.subnet, Family::V6));
        let mut groups = plan.groups;
        if groups.is_empty() && plan.kind != InterfaceKind::NetworkLoadBalancer {
            groups.push(super::vpc::default_group(&vpc));
        }
        let interface = Interface {
            id: plan.id,
            vpc,
            subnet: plan.subnet,
            instance: plan.instance,
            kind: plan.kind,
            addresses,
            groups,
            checks_addresses: plan.checks_addresses,
            description: String::new(),
            tags: plan.tags,
        };
        self.network
            .interfaces
            .insert(interface.id.clone(), interface);
    }

    /// An address of the subnet that stands for the one AWS will pick. The first four of
    /// a block and the last are never anybody's.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>.
    pub(super) fn pick(&mut self, subnet: &Id, family: Family) -> Option<Address> {
        let known = self.network.subnets.get(subnet)?;
        let block: IpNet = known
            .blocks
            .iter()
            .copied()
            .find(|block| Family::of(block.addr()) == family)?;
        let handed_out = self.handed_out.entry(subnet.clone()).or_default();
        *handed_out += 1;
        let (first, last) = (number(block.network()), number(block.broadcast()));
        let room = last.saturating_sub(first).saturating_sub(4).max(1);
        let at = first + 4 + (*handed_out - 1) % room;
        let private = family.address(at).into();
        Some(Address {
            private,
            picked_from: Some(block),
            public: None,
        })
    }
}
