//! Ports and protocols as people write them.

use bailiwick_net::model::Traffic;
use bailiwick_net::packet::Protocol;

/// Reads `3306/tcp`, `8000-8999/tcp`, `icmp`, `all`.
pub(super) fn parse(written: &str) -> Result<Traffic, String> {
    let refused = || {
        "write a port and its protocol, `3306/tcp` or `8000-8999/udp`, a protocol, `icmp`, or `all`"
            .to_owned()
    };
    if written == "all" {
        return Ok(Traffic::All);
    }
    let Some((ports, protocol)) = written.split_once('/') else {
        return Protocol::parse(written)
            .filter(|_| written.parse::<u8>().is_err())
            .map(Traffic::Protocol)
            .ok_or_else(refused);
    };
    let protocol = Protocol::parse(protocol)
        .filter(|protocol| protocol.has_ports())
        .ok_or_else(refused)?;
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    let port = |written: &str| written.parse::<u16>().map_err(|_| refused());
    let (first, last) = (port(first)?, port(last)?);
    match first <= last {
        true => Ok(Traffic::Ports(protocol, first, last)),
        false => Err(refused()),
    }
}
