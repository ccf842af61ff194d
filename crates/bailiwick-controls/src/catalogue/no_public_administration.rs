//! No administrative port is open to any public address.

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;
use bailiwick_net::model::Traffic;
use bailiwick_net::packet::Protocol;
use bailiwick_net::reach::Endpoint;

use super::{Entry, Mappings};
use crate::assertion::closed;
use crate::judgement::Evidence;
use crate::verdict::Verdict;
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::NoPublicAdministration,
    page: include_str!("../../pages/no-public-administration.md"),
    mappings: Mappings {
        iso_27001: &["A.8.20"],
        cis_aws: &["5.2", "5.3"],
        prowler: &[
            "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22",
            "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389",
        ],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

/// SSH, Telnet, RDP and WinRM: the first three and their like are what the CIS benchmark
/// calls remote server administration ports.
const PORTS: [(u16, u16); 4] = [(22, 23), (3389, 3389), (5985, 5986), (2375, 2376)];

fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let traffic = PORTS.map(|(first, last)| Traffic::Ports(Protocol::TCP, first, last));
    // Public addresses that the estate declares as its own, such as an office's way out,
    // are meant to come in.
    let own = world
        .estate
        .networks
        .iter()
        .filter(|network| network.account.is_none())
        .flat_map(|network| network.cidr.iter().map(|cidr| cidr.value.net()));
    let private = PRIVATE.iter().filter_map(|block| block.parse().ok());
    let others = crate::wires::complement(&own.chain(private).collect::<Vec<_>>());
    closed(
        world,
        evidence,
        selection,
        &[Endpoint::Addresses(others)],
        &traffic,
    )
}

/// Addresses that are not public (RFC 1918, RFC 6598, RFC 4193, RFC 4291).
const PRIVATE: [&str; 6] = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "fc00::/7",
    "fe80::/10",
];
