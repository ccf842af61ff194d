//! Whether policies can be asked about together: of one kind, and of the kind that is asked for.
//!
//! The library leaves both `unknown`; here the files are known by name, and the mistake is said.

use bailiwick_iam::policy::Policy;
use thiserror::Error;

use super::policies::Policies;
use crate::failure::Failure;

/// Policies with a principal and policies without one.
#[derive(Debug, Error)]
pub(super) enum MixedKinds {
    #[error("`{named}` is the policy of a resource, and `{unnamed}` is not")]
    Files { named: String, unnamed: String },
    #[error("`{path}` is neither the policy of a resource nor that of a user or role")]
    WithinOne { path: String },
}

impl Failure for MixedKinds {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Files { named, unnamed } => format!(
                "`{named}` says with `Principal` who may do something, `{unnamed}` leaves that to whoever has it: ask about policies of one kind"
            ),
            Self::WithinOne { .. } => {
                "some of its statements have a `Principal` and some have none: a resource's policy has one in every statement, that of a user or role in none".into()
            }
        })
    }
}

/// Refuses policies of both kinds, whichever side they are on.
pub(super) fn of_one_kind(sides: &[&Policies]) -> Result<(), MixedKinds> {
    let (mut named, mut unnamed) = (None, None);
    for (policy, file) in sides.iter().flat_map(|side| side.with_files()) {
        let path = &file.path;
        match (names_somebody(policy), names_nobody(policy)) {
            (true, true) => return Err(MixedKinds::WithinOne { path: path.clone() }),
            (true, false) => named = named.or(Some(path)),
            (false, true) => unnamed = unnamed.or(Some(path)),
            (false, false) => {}
        }
    }
    match (named, unnamed) {
        (Some(named), Some(unnamed)) => Err(MixedKinds::Files {
            named: named.clone(),
            unnamed: unnamed.clone(),
        }),
        _ => Ok(()),
    }
}

fn names_somebody(policy: &Policy) -> bool {
    let mut statements = policy.statements.iter();
    statements.any(|statement| statement.principal.is_some())
}

fn names_nobody(policy: &Policy) -> bool {
    let mut statements = policy.statements.iter();
    statements.any(|statement| statement.principal.is_none())
}

/// A policy with a principal where there is none.
#[derive(Debug, Error)]
#[error("`{path}` has a `Principal`, and {what} has none")]
pub(super) struct NamesSomebody {
    path: String,
    what: &'static str,
    hint: &'static str,
}

impl Failure for NamesSomebody {
    fn hint(&self) -> Option<String> {
        Some(self.hint.to_owned())
    }
}

/// Refuses what cannot limit a holder.
pub(super) fn limit(policies: &Policies, what: &'static str) -> Result<(), NamesSomebody> {
    let hint = "the policy of a resource limits no holder: give it to `--policy` alone, and ask what it grants by itself";
    without_principal(policies, what, hint)
}

/// Refuses what nobody can hold.
pub(super) fn held(policies: &Policies) -> Result<(), NamesSomebody> {
    let hint = "with `--boundary`, `--session`, `--scp`, `--rcp` or `--holder` it is asked what a user or role may do; leave them out to ask about the policy of a resource";
    without_principal(policies, "the policy of a user or role", hint)
}

fn without_principal(
    policies: &Policies,
    what: &'static str,
    hint: &'static str,
) -> Result<(), NamesSomebody> {
    let mut policies = policies.with_files();
    match policies.find(|(policy, _)| names_somebody(policy)) {
        Some((_, file)) => Err(NamesSomebody {
            path: file.path.clone(),
            what,
            hint,
        }),
        None => Ok(()),
    }
}
