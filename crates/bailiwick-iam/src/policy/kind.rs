//! The kinds of policies: where a document stands decides what it may hold.

use std::fmt;

use super::{Policy, Selection};

/// What a policy is attached to
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyKind {
    /// Of a user, group, role or permission set; boundaries and session
    /// policies have the same grammar.
    Identity,
    /// Of a resource, such as a bucket or a key.
    Resource,
    /// Of a role: who may take it.
    Trust,
    /// Service control policy of an organization.
    ServiceControl,
    /// Resource control policy of an organization.
    ResourceControl,
}

impl PolicyKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Identity,
        Self::Resource,
        Self::Trust,
        Self::ServiceControl,
        Self::ResourceControl,
    ];

    /// The word for it, as on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Resource => "resource",
            Self::Trust => "trust",
            Self::ServiceControl => "scp",
            Self::ResourceControl => "rcp",
        }
    }

    /// The kind that `policy` looks like: with a principal it is a trust
    /// policy when it has no resource and speaks of `sts` only, a resource
    /// policy otherwise; without one an identity policy. Organization policies
    /// look like others and are never guessed.
    pub fn guess(policy: &Policy) -> Self {
        let statements = &policy.statements;
        if statements
            .iter()
            .all(|statement| statement.principal.is_none())
        {
            return Self::Identity;
        }
        let of_sts = |selection: &Selection| {
            let is_sts = |pattern: &String| pattern.to_ascii_lowercase().starts_with("sts:");
            selection.patterns().iter().all(is_sts)
        };
        let trusts = statements
            .iter()
            .all(|statement| statement.resource.is_none() && of_sts(&statement.action));
        if trusts { Self::Trust } else { Self::Resource }
    }
}

impl fmt::Display for PolicyKind {
    /// What people call it: `service control policy`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Identity => "identity policy",
            Self::Resource => "resource policy",
            Self::Trust => "trust policy",
            Self::ServiceControl => "service control policy",
            Self::ResourceControl => "resource control policy",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Principal, PrincipalKind, Statement};
    use super::*;

    #[test]
    fn the_principal_tells_most() {
        let lambda = || Principal::of(PrincipalKind::Service, ["lambda.amazonaws.com"]);
        let read = || Statement::allow(["s3:GetObject"]).on(["*"]);
        let assume = || Statement::allow(["sts:AssumeRole"]).for_principal(lambda());
        for (statements, expected) in [
            (vec![], PolicyKind::Identity),
            (vec![read()], PolicyKind::Identity),
            (vec![read().for_principal(lambda())], PolicyKind::Resource),
            (vec![assume()], PolicyKind::Trust),
            (
                vec![assume(), read().for_principal(lambda())],
                PolicyKind::Resource,
            ),
        ] {
            assert_eq!(PolicyKind::guess(&Policy::new(statements)), expected);
        }
    }
}
