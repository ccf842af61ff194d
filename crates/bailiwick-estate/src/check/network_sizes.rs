//! Networks and subnets in AWS are as large as AWS lets them be.
//!
//! Sources: "VPC CIDR blocks" and "Subnet CIDR blocks", Amazon VPC User Guide: an IPv4
//! block has a netmask between /16 and /28. IPv6 blocks are not judged here.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Spanned;
use crate::value::Cidr;

const LARGEST: u8 = 16;
const SMALLEST: u8 = 28;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for network in estate.networks.iter() {
        if network.account.is_none() {
            continue; // It lies outside AWS.
        }
        let whole = format!("the network `{}`", network.name);
        for cidr in &network.cidr {
            diagnostics.extend(complaint(&whole, cidr));
        }
        for subnet in network.subnets.iter() {
            let part = format!("the subnet `{}`", subnet.name);
            diagnostics.extend(complaint(&part, &subnet.cidr));
        }
    }
}

fn complaint(what: &str, cidr: &Spanned<Cidr>) -> Option<Diagnostic> {
    let net = cidr.value.net();
    let bits = net.prefix_len();
    if net.addr().is_ipv6() || (LARGEST..=SMALLEST).contains(&bits) {
        return None;
    }
    let (size, bound) = if bits < LARGEST {
        (
            "large",
            format!(
                "the largest is `{}/{LARGEST}`, with 65,536 addresses",
                net.addr()
            ),
        )
    } else {
        (
            "small",
            format!(
                "the smallest ends in `/{SMALLEST}` and has 16 addresses, of which AWS keeps five"
            ),
        )
    };
    Some(
        Diagnostic::error(
            Code::NETWORK_SIZE,
            cidr.span,
            format!("{what} is too {size} for AWS"),
        )
        .help(format!(
            "{bound}; a smaller number after the slash means more addresses"
        )),
    )
}
