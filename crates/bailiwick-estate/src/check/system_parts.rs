//! What a system names of its network is there, and lets it speak: subnets, security
//! groups, a way out.
//!
//! These names live inside the network's record, so that no section declares them and no
//! reference can look them up.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Declared, List, Lower, Names, Text, alternatives, nearest};
use crate::model::{Network, System, SystemKind};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for system in estate.systems.iter() {
        let named = system.subnets.iter().chain(&system.security_groups);
        let Some(network) = estate.network_of(system) else {
            diagnostics.extend(named.map(|name| nowhere(system, name)));
            continue;
        };
        let known = diagnostics.len();
        look(
            network,
            "subnet",
            &network.subnets,
            &system.subnets,
            diagnostics,
        );
        let groups = &network.security_groups;
        look(
            network,
            "security group",
            groups,
            &system.security_groups,
            diagnostics,
        );
        if diagnostics.len() == known {
            way_out(network, system, diagnostics);
        }
    }
}

fn nowhere(system: &Declared<System>, name: &Text) -> Diagnostic {
    let message = format!("`{}` names `{name}` and lies in no network", system.name);
    Diagnostic::error(Code::UNKNOWN_PART, name.span, message).help("say which `network` it lies in")
}

fn look<T: Lower>(
    network: &Declared<Network>,
    noun: &str,
    known: &Names<T>,
    named: &List<Text>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for name in named.iter().filter(|name| known.get(name).is_none()) {
        let names = || known.iter().map(|one| one.name.as_str());
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("describe the {noun} in the network"),
            None => format!("use {}", alternatives(names())),
        };
        let message = format!(
            "the network `{}` has no {noun} called `{name}`",
            network.name
        );
        diagnostics.push(Diagnostic::error(Code::UNKNOWN_PART, name.span, message).help(help));
    }
}

/// A host fetches its updates, and the control plane of a cluster speaks to its nodes
/// (<https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html>). Answers need no
/// rule: a security group lets them out by itself.
fn way_out(
    network: &Declared<Network>,
    system: &Declared<System>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let begins = [SystemKind::Host, SystemKind::Cluster].contains(&system.kind);
    let mut groups = system
        .security_groups
        .iter()
        .filter_map(|name| network.security_groups.get(name))
        .peekable();
    let Some(first) = groups.peek().copied() else {
        return;
    };
    if begins && groups.all(|group| group.outbound.is_empty()) {
        let message = format!("nothing may go out from `{}`", system.name);
        diagnostics.push(
            Diagnostic::warning(
                Code::NO_WAY_OUT,
                system.fields.value("security_groups"),
                message,
            )
            .related(first.span, "this security group has no `outbound`")
            .help("say in `outbound` what it begins itself; answers go out without a rule"),
        );
    }
}
