//! How large a policy may be, and how many may be attached: AWS's quotas.
//!
//! Looked up on 2026-11-22. Figures AWS raises on request are given as they
//! are by default, and where AWS's pages disagree with one another over time
//! the smaller one stands, so that what Bailiwick makes is accepted.

use super::Policy;

/// Where a policy document stands, which decides how large it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeQuota {
    /// A customer managed policy: 6,144 characters.
    ManagedPolicy,
    /// All inline policies of an IAM user together: 2,048 characters.
    UserInline,
    /// All inline policies of an IAM role together: 10,240 characters.
    RoleInline,
    /// All inline policies of an IAM group together: 5,120 characters.
    GroupInline,
    /// A role's trust policy: 2,048 characters; AWS raises it to 8,192 at most.
    TrustPolicy,
    /// The one inline policy of a permission set: 10,240 bytes.
    PermissionSetInline,
    /// A service control policy: 5,120 characters, white space included. Reports of
    /// May 2026 say that AWS doubled it; its page, as far as we could read it, does not,
    /// and a bound too small refuses nothing that AWS would run.
    ServiceControlPolicy,
    /// A resource control policy: 5,120 characters.
    ResourceControlPolicy,
}

impl SizeQuota {
    /// Every quota.
    pub const ALL: [Self; 8] = [
        Self::ManagedPolicy,
        Self::UserInline,
        Self::RoleInline,
        Self::GroupInline,
        Self::TrustPolicy,
        Self::PermissionSetInline,
        Self::ServiceControlPolicy,
        Self::ResourceControlPolicy,
    ];

    /// The largest size, as [`SizeQuota::size_of`] counts.
    pub fn limit(self) -> usize {
        match self {
            Self::ManagedPolicy => 6_144,
            Self::UserInline | Self::TrustPolicy => 2_048,
            Self::GroupInline | Self::ResourceControlPolicy | Self::ServiceControlPolicy => 5_120,
            Self::RoleInline | Self::PermissionSetInline => 10_240,
        }
    }

    /// The size of `policy` as it counts against this quota.
    ///
    /// IAM does not count white space; Organizations counts every character
    /// sent; Identity Center counts bytes other than white space. Bailiwick
    /// sends minified documents, so white space remains only inside values,
    /// and there it is counted: AWS does not say that it is left out, and a
    /// size too large by a space is safe where one too small is not.
    pub fn size_of(self, policy: &Policy) -> usize {
        let minified = policy.to_minified();
        match self {
            Self::PermissionSetInline => minified.len(),
            _ => minified.chars().count(),
        }
    }

    /// Whether `policy` alone is within the quota. The inline quotas of users,
    /// roles and groups are for all their inline policies together.
    pub fn fits(self, policy: &Policy) -> bool {
        self.size_of(policy) <= self.limit()
    }

    /// The AWS page that states the quota.
    pub fn source(self) -> &'static str {
        match self {
            Self::PermissionSetInline => {
                "https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html"
            }
            Self::ServiceControlPolicy | Self::ResourceControlPolicy => {
                "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"
            }
            _ => "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
        }
    }
}

/// What policies are attached to, which decides how many there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttachmentQuota {
    /// Managed policies of an IAM user.
    User,
    /// Managed policies of an IAM role.
    Role,
    /// Managed policies of an IAM group.
    Group,
    /// AWS managed and customer managed policies of a permission set.
    PermissionSet,
    /// Service control policies of a root, organizational unit or account.
    ServiceControlPolicies,
    /// Resource control policies of a root, organizational unit or account.
    ResourceControlPolicies,
}

impl AttachmentQuota {
    /// How many may be attached when nobody asked AWS for more.
    ///
    /// A permission set becomes an IAM role in each account, so the role's
    /// quota holds for it too, although it may itself hold 20
    /// (<https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html>).
    pub fn default_limit(self) -> usize {
        match self {
            Self::User | Self::Role | Self::Group | Self::PermissionSet => 10,
            Self::ServiceControlPolicies | Self::ResourceControlPolicies => 5,
        }
    }

    /// How many AWS attaches at most, the account's quota having been raised
    /// where it can be: to 20 for users and roles
    /// (<https://repost.aws/knowledge-center/iam-increase-policy-size>).
    pub fn maximum(self) -> usize {
        match self {
            Self::User | Self::Role | Self::PermissionSet => 20,
            Self::Group => 10,
            Self::ServiceControlPolicies | Self::ResourceControlPolicies => 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Condition, Statement};
    use super::*;

    #[test]
    fn identity_center_counts_bytes_and_iam_characters() {
        let condition = Condition::test("StringEquals", "aws:PrincipalTag/Team", ["Köln"]);
        let policy = Policy::new([Statement::allow(["s3:ListBucket"])
            .on(["*"])
            .when(condition)]);
        let characters = SizeQuota::ManagedPolicy.size_of(&policy);
        assert_eq!(
            SizeQuota::PermissionSetInline.size_of(&policy),
            characters + 1
        );
        assert_eq!(characters, policy.to_minified().chars().count());
    }

    #[test]
    fn a_policy_of_exactly_the_limit_fits() {
        let of_size =
            |padding: usize| Policy::new([Statement::allow(["a".repeat(padding)]).on(["*"])]);
        let overhead = SizeQuota::TrustPolicy.size_of(&of_size(0));
        for quota in SizeQuota::ALL {
            assert!(quota.fits(&of_size(quota.limit() - overhead)));
            assert!(!quota.fits(&of_size(quota.limit() - overhead + 1)));
        }
    }
}
