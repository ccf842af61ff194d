//! A permission that IAM decides about is held in an account, so its systems lie in one.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Ref;
use crate::model::{Allowance, Grant, System};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let by_their_systems = granted_by_their_systems(estate);
    for permission in estate.permissions.iter() {
        if permission.is_decided_by_iam() && by_their_systems.contains(permission.name.as_str()) {
            for system in &permission.on {
                let why = format!("`{}` allows actions of AWS there", permission.name);
                diagnostics.extend(complaint(estate, system, &why));
            }
        }
        for allowance in &permission.allow {
            if let Allowance::Kubernetes(allowance) = allowance {
                let why = "access to a cluster on EKS is given in its account";
                diagnostics.extend(complaint(estate, &allowance.cluster, why));
            }
        }
    }
}

/// The permissions that some grant gives without naming accounts.
fn granted_by_their_systems(estate: &Estate) -> BTreeSet<&str> {
    let grants = estate.groups.iter().flat_map(|group| &group.grants);
    let names = grants.filter_map(|grant| match grant {
        Grant::Permission(grant) if grant.on.is_empty() => Some(grant.permission.as_str()),
        Grant::Permission(_) | Grant::Entry(_) => None,
    });
    names.collect()
}

fn complaint(estate: &Estate, reference: &Ref<System>, why: &str) -> Option<Diagnostic> {
    let system = reference.of(&estate.systems)?;
    let mut current = system;
    for _ in 0..=estate.systems.len() {
        if current.account.is_some() {
            return None;
        }
        match &current.part_of {
            Some(whole) => current = whole.of(&estate.systems)?,
            None => {
                return Some(
                    Diagnostic::error(
                        Code::SYSTEM_WITHOUT_ACCOUNT,
                        reference.span,
                        format!("nothing says in which AWS account `{reference}` lies, but {why}"),
                    )
                    .related(system.span, format!("`{reference}` is declared here"))
                    .help(format!(
                        "add `account` to `{reference}`, or `part_of` with a system that has one"
                    )),
                );
            }
        }
    }
    None // A circle, which is reported elsewhere.
}
