//! The quotas by the names that people give them.

use bailiwick_iam::policy::SizeQuota;
use clap::ValueEnum;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Quota {
    /// A customer managed policy.
    Managed,
    /// All inline policies of a user together.
    User,
    /// All inline policies of a role together.
    Role,
    /// All inline policies of a group together.
    Group,
    /// A role's trust policy.
    Trust,
    /// The inline policy of a permission set.
    PermissionSet,
    /// A service control policy.
    ServiceControl,
    /// A resource control policy.
    ResourceControl,
}

impl Quota {
    /// The quota itself.
    pub(super) fn quota(self) -> SizeQuota {
        match self {
            Self::Managed => SizeQuota::ManagedPolicy,
            Self::User => SizeQuota::UserInline,
            Self::Role => SizeQuota::RoleInline,
            Self::Group => SizeQuota::GroupInline,
            Self::Trust => SizeQuota::TrustPolicy,
            Self::PermissionSet => SizeQuota::PermissionSetInline,
            Self::ServiceControl => SizeQuota::ServiceControlPolicy,
            Self::ResourceControl => SizeQuota::ResourceControlPolicy,
        }
    }
}
