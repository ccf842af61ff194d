//! Whoever has a Linux user on a host has an SSH key to sign in with.
//!
//! A user is made without a password ("Users and Groups", cloud-init module reference), so
//! that a key is the only way in over SSH. Session Manager needs none ("AWS Systems Manager
//! Session Manager", AWS Systems Manager User Guide): a host that says in `reached_by` that
//! it is reached by it is passed over. A permission that is requested makes no user.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Declared;
use crate::model::{Allowance, Person, System};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let mut without: BTreeMap<&str, (&Declared<Person>, &Declared<System>)> = BTreeMap::new();
    for holding in estate.holdings() {
        if holding.request.is_some() {
            continue;
        }
        for allowance in &holding.permission.allow {
            let Allowance::Linux(linux) = allowance else {
                continue;
            };
            let Some(host) = linux.host.of(&estate.systems) else {
                continue;
            };
            if needs_no_key(host) {
                continue;
            }
            for person in estate.people_in(holding.group) {
                if person.ssh_keys.is_empty() {
                    without
                        .entry(person.name.as_str())
                        .or_insert((person, host));
                }
            }
        }
    }
    for (person, host) in without.into_values() {
        diagnostics.push(
            Diagnostic::warning(
                Code::NO_SSH_KEY,
                person.span,
                format!(
                    "`{}` has a Linux user on `{}`, and no SSH key to sign in with",
                    person.name, host.name
                ),
            )
            .help(format!(
                "write their public key under `ssh_keys`; if Session Manager is the way in, say so in `reached_by` of `{}`",
                host.name
            )),
        );
    }
}

fn needs_no_key(host: &System) -> bool {
    let mut ways = host.reached_by.iter();
    ways.any(|way| way.to_ascii_lowercase().contains("session manager"))
}
