//! Addresses: ranges of both versions, and an address of each stretch.

use crate::decide::Network;

/// Addresses such that every other is in the same of the ranges as one of
/// them. A stretch begins where its version begins, where a range begins, or
/// after one ends; and after the IPv4 addresses written as IPv6, which are not
/// read.
pub(super) fn samples(ranges: &[&str]) -> Vec<String> {
    let usual = ["198.51.100.7", "2001:db8::7", "0.0.0.0", "::", "::1:0:0:0"];
    let mut samples: Vec<String> = usual.map(str::to_owned).into();
    for network in ranges.iter().filter_map(|range| Network::read(range)) {
        let (first, after) = network.bounds();
        samples.push(first.to_string());
        samples.extend(after.map(|after| after.to_string()));
    }
    samples
}
