//! Network interfaces: where packets begin and end.

use std::net::IpAddr;

use ipnet::IpNet;

use super::{Id, Tags};

/// An elastic network interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// Its id.
    pub id: Id,
    /// Its VPC.
    pub vpc: Id,
    /// Its subnet.
    pub subnet: Id,
    /// The instance that it is attached to.
    pub instance: Option<Id>,
    /// What it is for.
    pub kind: InterfaceKind,
    /// Its addresses.
    pub addresses: Vec<Address>,
    /// Its security groups.
    pub groups: Vec<Id>,
    /// Whether it drops what is neither from nor to its own addresses.
    pub checks_addresses: bool,
    /// What AWS or a person wrote about it.
    pub description: String,
    /// Its tags.
    pub tags: Tags,
}

/// What an interface is for, as far as that changes what it does to a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InterfaceKind {
    /// It belongs to something that listens: an instance, a function, a database.
    Host,
    /// A NAT gateway's.
    NatGateway,
    /// A transit gateway's, in a subnet of an attachment.
    TransitGateway,
    /// A network load balancer's.
    NetworkLoadBalancer,
    /// An application or classic load balancer's.
    ApplicationLoadBalancer,
    /// A VPC endpoint's.
    Endpoint,
    /// The endpoint of a gateway load balancer, which sends packets through appliances.
    GatewayLoadBalancerEndpoint,
}

/// One private address, and the public one that an internet gateway maps to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// The private address, or a block that is delegated to the interface as a whole.
    /// Addresses of IPv6 stand here too, and are public by themselves.
    pub private: IpNet,
    /// The block that AWS has still to pick the address from: until then the private
    /// address above only stands for it, and no other interface has it.
    pub picked_from: Option<IpNet>,
    /// The public address of IPv4.
    pub public: Option<Public>,
}

/// A public address of IPv4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Public {
    /// It is this.
    Known(IpAddr),
    /// AWS has still to assign one.
    Later,
}

impl Address {
    /// An address that is known, without a public one.
    #[must_use]
    pub fn private(address: IpAddr) -> Self {
        Self {
            private: address.into(),
            picked_from: None,
            public: None,
        }
    }

    /// Whether it is one address, not a block.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.private.prefix_len() == self.private.max_prefix_len()
    }
}
