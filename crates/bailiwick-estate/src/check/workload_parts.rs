//! What a workload names of its own parts is there: the subnet and the security groups of
//! its machines, the storage its containers mount, the secrets they read, the container
//! that something runs in.
//!
//! These names live inside other records, so that no section declares them and no
//! reference can look them up.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Declared, Lower, Names, Text, alternatives, nearest};
use crate::model::Workload;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for workload in estate.workloads.iter() {
        host(estate, workload, diagnostics);
        for container in workload.containers.iter() {
            for (what, _) in &container.mounts {
                mount(workload, what, diagnostics);
            }
            for (_, secret) in &container.secrets {
                key(workload, secret, diagnostics);
            }
        }
        if workload.compose.is_some() {
            // The compose file says which containers there are; the compiler reads it.
            continue;
        }
        let scheduled = workload.schedules.iter().map(|one| &one.container);
        let backed_up = workload.backups.iter().map(|one| &one.container);
        for container in scheduled.chain(backed_up).flatten() {
            named(&workload.containers, "container", container, diagnostics);
        }
    }
}

fn host(estate: &Estate, workload: &Declared<Workload>, diagnostics: &mut Vec<Diagnostic>) {
    let network = workload.network.as_ref();
    let network = network.and_then(|network| network.of(&estate.networks));
    let (Some(host), Some(network)) = (&workload.host, network) else {
        return;
    };
    if let Some(subnet) = &host.subnet {
        named(&network.subnets, "subnet", subnet, diagnostics);
    }
    for group in &host.security_groups {
        let groups = &network.security_groups;
        named(groups, "security group", group, diagnostics);
    }
}

/// `data`, or a folder in it: `data/mysql`.
fn mount(workload: &Declared<Workload>, written: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let storage = workload.storage.iter().find_map(|storage| {
        let rest = written.strip_prefix(storage.name.as_str())?;
        if rest.is_empty() {
            return Some((storage, None));
        }
        rest.strip_prefix('/').map(|folder| (storage, Some(folder)))
    });
    match storage {
        None => {
            report(
                "storage",
                written,
                written,
                &known(&workload.storage),
                diagnostics,
            );
        }
        Some((storage, Some(folder))) if !storage.folders.is_empty() => {
            let folders = storage.folders.iter().map(|(name, _)| name.as_str());
            let folders: Vec<&str> = folders.collect();
            if !folders.contains(&folder) {
                report("folder", folder, written, &folders, diagnostics);
            }
        }
        Some(_) => {}
    }
}

/// `database`, or a key of it: `generic/googleClientSecret`.
fn key(workload: &Declared<Workload>, written: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let (name, key) = match written.split_once('/') {
        Some((name, key)) => (name, Some(key)),
        None => (written.as_str(), None),
    };
    let Some(secret) = workload.secrets.get(name) else {
        report(
            "secret",
            name,
            written,
            &known(&workload.secrets),
            diagnostics,
        );
        return;
    };
    let keys: Vec<&str> = secret.keys.iter().map(|(key, _)| key.as_str()).collect();
    if let Some(key) = key
        && !keys.contains(&key)
    {
        report("key of the secret", key, written, &keys, diagnostics);
    }
}

fn named<T: Lower>(
    names: &Names<T>,
    noun: &str,
    written: &Text,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if names.get(written).is_none() {
        report(noun, written, written, &known(names), diagnostics);
    }
}

fn known<T: Lower>(names: &Names<T>) -> Vec<&str> {
    let names = names.iter();
    names.map(|declared| declared.name.as_str()).collect()
}

fn report(
    noun: &str,
    name: &str,
    written: &Text,
    known: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => {
            format!("describe the {noun}, or take the name away")
        }
        None => format!("use {}", alternatives(known.iter().copied())),
    };
    let message = format!("the workload has no {noun} called `{name}`");
    diagnostics.push(Diagnostic::error(Code::UNKNOWN_PART, written.span, message).help(help));
}
