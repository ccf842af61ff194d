//! The types of policy that have a say.

/// A type of policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Identity policies.
    Identity,
    /// The permissions boundary.
    Boundary,
    /// Session policies.
    Session,
    /// The policy of the resource.
    Resource,
    /// Service control policies.
    ServiceControl,
    /// Resource control policies.
    ResourceControl,
    /// The policy of the VPC endpoint.
    Endpoint,
}
