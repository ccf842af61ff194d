//! `Principal` and `NotPrincipal`, and whom they name.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>.

mod except;
mod name;

use self::name::Name;
use crate::decide::Truth;
use crate::decide::question::Identity;
use crate::policy::{Effect, Principal, Principals};

/// How directly a statement names the caller; later ones are more direct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::decide) enum Named {
    /// Not at all.
    No,
    /// By the account: that delegates to the account's own policies.
    Account,
    /// By the role of a session, or the user behind a federated user.
    Issuer,
    /// By itself, or as part of everyone.
    Directly,
}

/// The principal of a statement, compiled.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Whom {
    names: Box<[Name]>,
    /// `NotPrincipal`.
    except: bool,
}

impl Whom {
    pub(in crate::decide) fn new(principal: &Principal) -> Self {
        let (principals, except) = match principal {
            Principal::Only(principals) => (principals, false),
            Principal::AllExcept(principals) => (principals, true),
        };
        let names = match principals {
            Principals::Everyone => Box::from([Name::Everyone]),
            Principals::Named(kinds) => kinds
                .iter()
                .flat_map(|(kind, names)| names.iter().map(|name| Name::new(*kind, name)))
                .collect(),
        };
        Self { names, except }
    }

    /// How directly it names the caller: what is certain, and what is possible.
    pub(in crate::decide) fn names(&self, identity: &Identity<'_>) -> (Named, Named) {
        if self.except {
            let (certain, possible) = self.listed(identity);
            let turned = |listed| {
                if listed == Named::No {
                    Named::Directly
                } else {
                    Named::No
                }
            };
            return (turned(possible), turned(certain));
        }
        self.listed(identity)
    }

    fn listed(&self, identity: &Identity<'_>) -> (Named, Named) {
        let mut certain = Named::No;
        let mut possible = Named::No;
        for name in &self.names {
            match name.names(identity) {
                Ok(named) => certain = certain.max(named),
                Err(named) => possible = possible.max(named),
            }
        }
        (certain, possible.max(certain))
    }

    /// Whether a statement that denies applies to the caller, who may be
    /// `bounded` by a permissions boundary.
    pub(in crate::decide) fn denies(&self, identity: &Identity<'_>, bounded: Truth) -> Truth {
        match self.except {
            false => match self.listed(identity) {
                (Named::No, Named::No) => Truth::False,
                (Named::No, _) => Truth::Unknown,
                _ => Truth::True,
            },
            // "The NotPrincipal element with a Deny effect will always deny any IAM principal
            // that has a permissions boundary policy attached, regardless of the values
            // specified in the NotPrincipal element"
            // (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
            true => bounded.or(!except::spares(&self.names, identity)),
        }
    }

    /// Why it is not known whom it names, in words.
    pub(in crate::decide) fn reasons(
        &self,
        identity: &Identity<'_>,
        effect: Effect,
    ) -> Vec<String> {
        let mut reasons: Vec<String> = self
            .names
            .iter()
            .filter(|name| name.names(identity).is_err())
            .map(|name| match name {
                Name::CanonicalUser(id) => format!("the account whose canonical user id is `{id}`"),
                Name::Unreadable(name) => format!("whom the principal `{name}` means"),
                _ => "whom the principal means".to_owned(),
            })
            .collect();
        if reasons.is_empty() && self.except && effect == Effect::Deny {
            reasons.push(
                "whether `NotPrincipal` spares a caller that it lists in part: account, role or session".to_owned(),
            );
        }
        reasons
    }
}
