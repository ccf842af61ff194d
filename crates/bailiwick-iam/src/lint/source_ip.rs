//! Private addresses where AWS sees public ones.

use std::net::{IpAddr, Ipv4Addr};

use super::subject::Subject;
use crate::finding::{Code, Finding};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for test in subject.statements.iter().flat_map(|judged| judged.tests()) {
        if !test.is_of("aws:SourceIp") {
            continue;
        }
        for value in test.values {
            let address = value.split('/').next().unwrap_or_default();
            let Ok(address) = address.parse::<IpAddr>() else {
                continue;
            };
            if !is_private(address) {
                continue;
            }
            let place = test.place.clone().within(value);
            let message = format!("`{value}` is private, and `aws:SourceIp` never is");
            let help = "name the public addresses, or use `aws:VpcSourceIp` with `aws:SourceVpc`";
            findings.push(Finding::warning(Code::PRIVATE_SOURCE_IP, place, message).help(help));
        }
    }
}

/// Addresses that no request from the Internet has (RFC 1918, 3927, 4193, 6598).
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            address != Ipv4Addr::UNSPECIFIED
                && (address.is_private()
                    || address.is_loopback()
                    || address.is_link_local()
                    || is_shared)
        }
        IpAddr::V6(address) => {
            address.is_unique_local() || address.is_unicast_link_local() || address.is_loopback()
        }
    }
}
