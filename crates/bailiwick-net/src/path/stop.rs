//! What stops packets, each in a sentence.

use std::sync::Arc;

use super::Direction;
use crate::model::Id;

/// Why a packet was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Stop {
    /// No rule of the security groups allows it.
    #[error("no rule of the security groups of `{interface}` lets it {}", match direction { Direction::In => "in", Direction::Out => "out" })]
    SecurityGroups {
        /// The interface.
        interface: Id,
        /// Which way.
        direction: Direction,
    },
    /// The network ACL denies it.
    #[error("network ACL `{acl}` does not let it {direction} `{subnet}`")]
    NetworkAcl {
        /// The network ACL.
        acl: Id,
        /// The subnet.
        subnet: Id,
        /// Which way.
        direction: Direction,
    },
    /// No route leads there.
    #[error("route table `{table}` has no route to it")]
    NoRoute {
        /// The route table, of a VPC or of a transit gateway.
        table: Id,
    },
    /// The route leads nowhere.
    #[error("route `{destination}` of route table `{table}` leads nowhere")]
    Blackhole {
        /// The route table.
        table: Id,
        /// The destination of the route.
        destination: Arc<str>,
    },
    /// The internet gateway knows no public address for the source.
    #[error("`{gateway}` drops it: its source has no public address")]
    NoPublicAddress {
        /// The internet gateway.
        gateway: Id,
    },
    /// The destination is no address of the internet.
    #[error("its destination is no address of the internet")]
    NotPublic,
    /// It stays on the internet.
    #[error("no interface that was read has its destination")]
    Elsewhere,
    /// The gateway is not attached to the VPC.
    #[error("`{vpc}` has no {gateway} attached")]
    NotAttached {
        /// The gateway, or what kind is missing.
        gateway: String,
        /// The VPC.
        vpc: Id,
    },
    /// No subnet of the VPC has the address.
    #[error("no subnet of `{vpc}` holds its destination")]
    NoSubnet {
        /// The VPC.
        vpc: Id,
    },
    /// No interface in the subnet has the address.
    #[error("no interface in `{subnet}` has its destination")]
    NoInterface {
        /// The subnet.
        subnet: Id,
    },
    /// The transit gateway is not attached in the availability zone.
    #[error("`{attachment}` has no subnet in the availability zone of `{subnet}`")]
    NoZone {
        /// The attachment.
        attachment: Id,
        /// The subnet it comes from.
        subnet: Id,
    },
    /// An attachment has no route table.
    #[error("`{attachment}` is associated with no route table")]
    NotAssociated {
        /// The attachment.
        attachment: Id,
    },
    /// A peering leads to the addresses of the other VPC and nowhere else.
    #[error("`{peering}` leads to the addresses of `{vpc}` only")]
    NotTransitive {
        /// The peering.
        peering: Id,
        /// The VPC on the other side.
        vpc: Id,
    },
    /// A virtual private gateway has no route there.
    #[error("`{gateway}` has no route to it")]
    NoVpnRoute {
        /// The virtual private gateway.
        gateway: Id,
    },
    /// The interface belongs to a component that takes no packets for itself.
    #[error("`{interface}` takes no packets for itself")]
    NotListening {
        /// The interface.
        interface: Id,
    },
    /// A load balancer has no listener for it, or no target behind it.
    #[error("load balancer `{balancer}` sends it to nobody")]
    NoListener {
        /// The load balancer.
        balancer: Id,
    },
    /// The interface drops what is not for its own addresses.
    #[error("`{interface}` drops what is neither from nor to its own addresses")]
    AddressCheck {
        /// The interface.
        interface: Id,
    },
    /// A gateway that only lets answers in.
    #[error("`{gateway}` lets in only answers to what went out through it")]
    OnlyAnswers {
        /// The NAT gateway or egress-only internet gateway.
        gateway: Id,
    },
    /// A gateway does not carry this family or protocol.
    #[error("`{gateway}` does not carry it")]
    NotCarried {
        /// The gateway.
        gateway: Id,
    },
    /// It goes in a circle.
    #[error("it goes in a circle at `{vpc}`")]
    Circle {
        /// A VPC on the circle.
        vpc: Id,
    },
}
