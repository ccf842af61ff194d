//! SSH goes only through the bastion or Session Manager.

use bailiwick_estate::model::{CatalogueControl, SystemKind};
use bailiwick_estate::selection::Selection;
use bailiwick_net::model::Traffic;
use bailiwick_net::packet::Protocol;
use bailiwick_net::reach::Endpoint;

use super::{Entry, Mappings};
use crate::assertion::{closed, everybody_but_internal};
use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::SshThroughBastion,
    page: include_str!("../../pages/ssh-through-bastion.md"),
    mappings: Mappings {
        iso_27001: &["A.8.20", "A.8.22"],
        cis_aws: &["5.2", "5.3"],
        prowler: &["ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22"],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

/// Everything but hosts, which are the ways in, must be out of reach of SSH from outside.
/// Session Manager needs no open port at all.
fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let mut others = selection.clone();
    others
        .systems
        .retain(|_, system| system.kind != SystemKind::Host);
    others.networks.clear();
    let Some(sources) = everybody_but_internal(world) else {
        let text = "no network says that it is internal".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    };
    let sources: Vec<Endpoint> = sources;
    let ssh = [Traffic::Ports(Protocol::TCP, 22, 22)];
    closed(world, evidence, &others, &sources, &ssh)
}
