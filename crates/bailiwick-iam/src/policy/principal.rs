//! Whom a resource or trust policy speaks of.

mod name;

use std::collections::{BTreeMap, BTreeSet};

pub use name::PrincipalName;

/// The value of `Principal`, or of `NotPrincipal`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Principal {
    /// These principals.
    Only(Principals),
    /// Every principal but these.
    AllExcept(Principals),
}

impl Principal {
    /// Principals of one kind, such as the service `lambda.amazonaws.com`.
    pub fn of<T: Into<String>>(kind: PrincipalKind, names: impl IntoIterator<Item = T>) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        Self::Only(Principals::Named(BTreeMap::from([(kind, names)])))
    }
}

/// Principals, by kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Principals {
    /// `"*"`: everyone, signed in or not.
    Everyone,
    /// Names by kind. AWS joins all of them with "or".
    Named(BTreeMap<PrincipalKind, BTreeSet<String>>),
}

/// The kinds of principals a policy can name; the order is AWS's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrincipalKind {
    /// `AWS`: accounts, users, roles and sessions.
    Aws,
    /// `Federated`: identity providers.
    Federated,
    /// `Service`: AWS services.
    Service,
    /// `CanonicalUser`: S3's own account ids.
    CanonicalUser,
}

impl PrincipalKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Aws,
        Self::Federated,
        Self::Service,
        Self::CanonicalUser,
    ];

    /// The kind as it stands in a document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Federated => "Federated",
            Self::Service => "Service",
            Self::CanonicalUser => "CanonicalUser",
        }
    }
}

impl Principals {
    /// Each name as what it stands for. `"*"` and `{"AWS": "*"}` are both
    /// everyone: "the following elements are equivalent".
    pub fn names(&self) -> Vec<PrincipalName> {
        match self {
            Self::Everyone => vec![PrincipalName::Everyone],
            Self::Named(kinds) => kinds
                .iter()
                .flat_map(|(kind, names)| {
                    names.iter().map(|name| PrincipalName::parse(*kind, name))
                })
                .collect(),
        }
    }
}

impl Principal {
    /// The principals named, whichever way they are meant.
    pub fn principals(&self) -> &Principals {
        match self {
            Self::Only(principals) | Self::AllExcept(principals) => principals,
        }
    }
}
