//! Users and roles.

use std::collections::BTreeMap;

use super::attached::{Attached, last_part};
use crate::decide::Known;
use crate::policy::Policy;
use crate::request::{AccountId, Caller};

/// A user or a role of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Its ARN.
    pub arn: String,
    /// Its own policies; those of a user's groups are the groups'.
    pub policies: Attached,
    /// The ARN of its permissions boundary.
    pub boundary: Option<String>,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// When it was last used, as AWS writes it.
    pub last_used: Option<String>,
    /// What only users or only roles have.
    pub details: PrincipalDetails,
}

/// What only users or only roles have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrincipalDetails {
    /// A user.
    User(UserDetails),
    /// A role.
    Role(RoleDetails),
}

/// What a user has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserDetails {
    /// The ARNs of its groups.
    pub groups: Vec<String>,
    /// How many access keys it has, active or not; AWS lets it have two.
    pub access_keys: Known<usize>,
    /// Whether it has a password for the console.
    pub has_password: Known<bool>,
}

/// What a role has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDetails {
    /// Its trust policy.
    pub trust: Known<Policy>,
    /// The ARNs of the instance profiles that hold it.
    pub instance_profiles: Known<Vec<String>>,
    /// The permission set of Identity Center that it was made for.
    pub permission_set: Option<String>,
}

impl Principal {
    /// A user with policies of its own, in no group.
    pub fn user(arn: impl Into<String>, policies: Attached) -> Self {
        let arn = arn.into();
        let details = PrincipalDetails::User(UserDetails {
            groups: Vec::new(),
            access_keys: Known::Unknown(format!("how many access keys `{arn}` has")),
            has_password: Known::Unknown(format!("whether `{arn}` has a password")),
        });
        Self::new(arn, policies, details)
    }

    /// A role with a trust policy and policies of its own.
    pub fn role(arn: impl Into<String>, trust: Policy, policies: Attached) -> Self {
        let arn = arn.into();
        let profiles = format!("whether an instance profile holds `{arn}`");
        let details = PrincipalDetails::Role(RoleDetails {
            trust: Known::Known(trust),
            instance_profiles: Known::Unknown(profiles),
            permission_set: None,
        });
        Self::new(arn, policies, details)
    }

    fn new(arn: String, policies: Attached, details: PrincipalDetails) -> Self {
        Self {
            arn,
            policies,
            boundary: None,
            tags: BTreeMap::new(),
            last_used: None,
            details,
        }
    }

    /// Its name: the last part of its ARN.
    pub fn name(&self) -> &str {
        last_part(&self.arn)
    }

    /// The account in its ARN.
    pub fn account(&self) -> Option<AccountId> {
        self.arn.split(':').nth(4)?.parse().ok()
    }

    /// What it has as a role, if it is one.
    pub fn as_role(&self) -> Option<&RoleDetails> {
        match &self.details {
            PrincipalDetails::Role(role) => Some(role),
            PrincipalDetails::User(_) => None,
        }
    }

    /// What it has as a user, if it is one.
    pub fn as_user(&self) -> Option<&UserDetails> {
        match &self.details {
            PrincipalDetails::User(user) => Some(user),
            PrincipalDetails::Role(_) => None,
        }
    }

    /// Who makes its requests: the user, or a session of the role with this name.
    pub fn caller(&self, session: &str) -> Caller {
        match self.details {
            PrincipalDetails::User(_) => Caller::user(&self.arn),
            PrincipalDetails::Role(_) => Caller::role_session(&self.arn, session),
        }
    }
}
