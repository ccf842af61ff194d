//! Subnets lie inside their network, and apart from each other; networks of one account
//! and region lie apart as well.
//!
//! Sources: "Subnet CIDR blocks", Amazon VPC User Guide: a subnet's block is the VPC's or
//! a part of it, and blocks of subnets do not overlap. AWS lets VPCs overlap, but they
//! can never be connected then, so that is a warning only.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{Declared, Spanned};
use crate::model::Network;
use crate::value::{Cidr, Region};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let networks = estate.networks.as_written();
    for (index, network) in networks.iter().enumerate() {
        outside(network, diagnostics);
        let mut subnets = network.subnets.as_written();
        subnets.sort_by_key(|subnet| subnet.cidr.span);
        for (index, later) in subnets.iter().enumerate() {
            let overlapped = subnets[..index]
                .iter()
                .find(|earlier| overlap(&earlier.cidr, &later.cidr));
            if let Some(earlier) = overlapped {
                let names = (later.name.as_str(), earlier.name.as_str());
                let message = format!(
                    "the subnets `{}` and `{}` share addresses",
                    names.0, names.1
                );
                let report = Diagnostic::error(Code::NETWORK_OVERLAP, later.cidr.span, message);
                diagnostics.push(explained(report, &earlier.cidr, names.1));
            }
        }
        for earlier in &networks[..index] {
            if beside(estate, earlier, network)
                && let Some((left, right)) = shared(earlier, network)
            {
                let message = format!(
                    "the networks `{}` and `{}` share addresses in one account and region",
                    network.name, earlier.name
                );
                let report = Diagnostic::warning(Code::NETWORK_OVERLAP, right.span, message);
                diagnostics.push(explained(report, left, earlier.name.as_str()));
            }
        }
    }
}

fn outside(network: &Declared<Network>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = network.cidr.first() else {
        return;
    };
    for subnet in network.subnets.iter() {
        let inside = |whole: &Spanned<Cidr>| whole.net().contains(&subnet.cidr.net());
        if !network.cidr.iter().any(inside) {
            let ranges: Vec<String> = network.cidr.iter().map(|cidr| cidr.to_string()).collect();
            diagnostics.push(
                Diagnostic::error(
                    Code::SUBNET_OUTSIDE,
                    subnet.cidr.span,
                    format!("the subnet `{}` lies outside its network", subnet.name),
                )
                .related(
                    first.span,
                    format!("`{}` has its addresses here", network.name),
                )
                .help(format!(
                    "take a part of `{}`, or add the addresses to the `cidr` of the network",
                    ranges.join("` or `")
                )),
            );
        }
    }
}

fn explained(report: Diagnostic, earlier: &Spanned<Cidr>, name: &str) -> Diagnostic {
    report
        .related(earlier.span, format!("`{name}` has `{}`", earlier.value))
        .help("give one of the two addresses that the other does not have")
}

fn overlap(left: &Cidr, right: &Cidr) -> bool {
    left.net().contains(&right.net()) || right.net().contains(&left.net())
}

fn shared<'n>(
    left: &'n Network,
    right: &'n Network,
) -> Option<(&'n Spanned<Cidr>, &'n Spanned<Cidr>)> {
    let pairs = |one| right.cidr.iter().map(move |other| (one, other));
    let mut pairs = left.cidr.iter().flat_map(pairs);
    pairs.find(|(left, right)| overlap(left, right))
}

/// Whether two networks lie in one account and one region.
fn beside(estate: &Estate, left: &Network, right: &Network) -> bool {
    left.account.is_some()
        && left.account == right.account
        && region(estate, left) == region(estate, right)
}

fn region<'e>(estate: &'e Estate, network: &'e Network) -> Option<&'e Region> {
    let account = network.account.as_ref();
    let defaults = || {
        estate
            .organization
            .as_ref()?
            .defaults
            .as_ref()?
            .region
            .as_ref()
    };
    network
        .region
        .as_ref()
        .or_else(|| account?.of(&estate.accounts)?.region.as_ref())
        .or_else(defaults)
}
