//! Kubernetes APIs are reached only from declared internal networks.

use bailiwick_estate::model::{CatalogueControl, SystemKind};
use bailiwick_estate::selection::Selection;
use bailiwick_net::model::Traffic;

use super::{Entry, Mappings, of_kind};
use crate::assertion::{closed, everybody_but_internal};
use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::KubernetesInternal,
    page: include_str!("../../pages/kubernetes-internal.md"),
    mappings: Mappings {
        iso_27001: &["A.8.20", "A.8.22"],
        cis_aws: &[],
        prowler: &["eks_cluster_not_publicly_accessible"],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let clusters = of_kind(selection, SystemKind::Cluster);
    let Some(sources) = everybody_but_internal(world) else {
        let text = "no network says that it is internal".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    };
    closed(world, evidence, &clusters, &sources, &[Traffic::All])
}
