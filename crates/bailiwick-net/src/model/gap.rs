//! What is not known, named: the reasons of every `unknown`.

use super::Id;

/// A kind of resource, as a list that can be there or be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Virtual private clouds.
    Vpcs,
    /// Subnets.
    Subnets,
    /// Network interfaces.
    Interfaces,
    /// Instances.
    Instances,
    /// Security groups.
    SecurityGroups,
    /// Network ACLs.
    NetworkAcls,
    /// Route tables.
    RouteTables,
    /// Prefix lists.
    PrefixLists,
    /// Internet gateways.
    InternetGateways,
    /// Egress-only internet gateways.
    EgressOnlyGateways,
    /// NAT gateways.
    NatGateways,
    /// VPC peering connections.
    Peerings,
    /// Virtual private gateways.
    VpnGateways,
    /// VPN connections.
    VpnConnections,
    /// VPC endpoints.
    Endpoints,
    /// Transit gateways.
    TransitGateways,
    /// Attachments to transit gateways.
    Attachments,
    /// Route tables of transit gateways.
    TransitRouteTables,
    /// Load balancers.
    LoadBalancers,
    /// Listeners of load balancers.
    Listeners,
    /// Rules of listeners.
    ListenerRules,
    /// Target groups.
    TargetGroups,
    /// Which targets are registered.
    Targets,
    /// Elastic IP addresses.
    Addresses,
}

impl Kind {
    /// What people call such resources.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vpcs => "VPCs",
            Self::Subnets => "subnets",
            Self::Interfaces => "network interfaces",
            Self::Instances => "instances",
            Self::SecurityGroups => "security groups",
            Self::NetworkAcls => "network ACLs",
            Self::RouteTables => "route tables",
            Self::PrefixLists => "prefix lists",
            Self::InternetGateways => "internet gateways",
            Self::EgressOnlyGateways => "egress-only internet gateways",
            Self::NatGateways => "NAT gateways",
            Self::Peerings => "VPC peering connections",
            Self::VpnGateways => "virtual private gateways",
            Self::VpnConnections => "VPN connections",
            Self::Endpoints => "VPC endpoints",
            Self::TransitGateways => "transit gateways",
            Self::Attachments => "transit gateway attachments",
            Self::TransitRouteTables => "transit gateway route tables",
            Self::LoadBalancers => "load balancers",
            Self::Listeners => "listeners of load balancers",
            Self::ListenerRules => "rules of listeners",
            Self::TargetGroups => "target groups",
            Self::Targets => "registered targets",
            Self::Addresses => "elastic IP addresses",
        }
    }
}

/// One thing that is not known, and that an answer would need.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Gap {
    /// A list is not in what was read.
    #[error("the {} of `{of}` are not in what was read", kind.name())]
    NotRead {
        /// The list.
        kind: Kind,
        /// Of which VPC, gateway or load balancer.
        of: Id,
    },
    /// Something is named that is not in what was read.
    #[error("`{id}`, which `{by}` names, is not in what was read")]
    NotFound {
        /// What is named.
        id: Id,
        /// What names it.
        by: Id,
    },
    /// A value of a resource cannot be told from what was read.
    #[error("{field} of `{resource}` cannot be told from what was read")]
    Unresolved {
        /// The resource.
        resource: Id,
        /// Which of its values.
        field: String,
    },
    /// A component does something that is not modelled.
    #[error("`{resource}` {does}, which is not modelled")]
    NotModelled {
        /// The component.
        resource: Id,
        /// What it does.
        does: &'static str,
    },
    /// An answer depends on an address that AWS has still to assign.
    #[error("it depends on the address that AWS assigns to `{interface}`")]
    NotAssigned {
        /// Whose address it is.
        interface: Id,
    },
    /// Routes are exchanged by BGP and shown nowhere in what was read.
    #[error("the routes that `{resource}` learns by BGP are not in what was read")]
    LearnedRoutes {
        /// Which connection, attachment or gateway learns them.
        resource: Id,
    },
    /// A selection holds nothing.
    #[error("nothing is selected by `{selection}`")]
    NothingSelected {
        /// The selection, as it was written.
        selection: String,
    },
    /// A file or a resource in it could not be read.
    #[error("{what} in `{file}` could not be read")]
    Unreadable {
        /// The file.
        file: String,
        /// What in it.
        what: String,
    },
    /// Of a list more follows, which was not read.
    #[error("the {} in `{file}` are not all: more follow (`NextToken`)", kind.name())]
    Partial {
        /// The list.
        kind: Kind,
        /// The file.
        file: String,
    },
    /// Two files describe the same resource, and not the same.
    #[error("`{file}` and `{other}` say different things of `{id}`")]
    Conflict {
        /// The resource.
        id: Id,
        /// The one file.
        file: String,
        /// The other file.
        other: String,
    },
}
