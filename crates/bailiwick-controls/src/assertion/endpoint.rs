//! The public endpoint of a cluster's API, which no security group guards.
//!
//! The API of a cluster has an endpoint on the internet besides that in its network, unless
//! that is switched off; it lets in the addresses of `publicAccessCidrs`, all of them when
//! nobody says otherwise (<https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html>,
//! <https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html>).

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{System, SystemKind};
use bailiwick_estate::selection::Selection;
use bailiwick_net::reach::Endpoint;
use ipnet::IpNet;
use serde_json::Value;

use crate::judgement::Evidence;
use crate::verdict::Reason;
use crate::wires::Found;
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// Adds what is known of the public endpoints of the selected clusters.
pub(super) fn look(
    world: &World<'_>,
    evidence: Evidence,
    selection: &Selection<'_>,
    sources: &[Endpoint],
    found: &mut Found,
) {
    let clusters = selection.systems.values();
    for cluster in clusters.filter(|system| system.kind == SystemKind::Cluster) {
        let name = &cluster.name;
        let Some(access) = described(world, evidence, cluster) else {
            found.reasons.push(match evidence {
                Evidence::Compiled | Evidence::Word => Reason::NotVisible(format!(
                    "whether the public endpoint of the cluster `{name}` is switched off"
                )),
                Evidence::Observed => Reason::NotGiven(format!(
                    "`aws eks describe-cluster --name {}`",
                    called(cluster)
                )),
            });
            continue;
        };
        if is_closed(access) {
            found.stopped += 1;
            continue;
        }
        let blocks = access.get("publicAccessCidrs").and_then(Value::as_array);
        let blocks = blocks.map_or_else(
            || vec!["0.0.0.0/0".to_owned(), "::/0".to_owned()],
            |blocks| {
                blocks
                    .iter()
                    .map(|one| one.as_str().unwrap_or("?").to_owned())
                    .collect()
            },
        );
        let open = blocks.into_iter().filter(|block| meets(block, sources));
        let before = found.witnesses.len();
        found.witnesses.extend(open.map(|block| {
            let what = format!("the public endpoint of the cluster `{name}` lets `{block}` in");
            Witness::new(WitnessKind::Packet, what)
        }));
        found.stopped += usize::from(found.witnesses.len() == before);
    }
}

/// What `aws eks describe-cluster` says of who may speak to the API of a cluster.
fn described<'w>(
    world: &World<'w>,
    evidence: Evidence,
    cluster: &Declared<System>,
) -> Option<&'w Value> {
    let observed = world.observed.filter(|_| evidence == Evidence::Observed)?;
    let account = world.estate.account_of(cluster)?;
    let id = account.id.as_ref()?.to_string().parse().ok()?;
    let clusters = observed.with_key(Some(id), "cluster").map(|(_, one)| one);
    let name = called(cluster);
    let own = clusters.filter(|one| one.get("name").and_then(Value::as_str) == Some(name));
    // Of clusters with one name in several regions, the one that is open counts.
    own.filter_map(|one| one.get("resourcesVpcConfig"))
        .max_by_key(|access| !is_closed(access))
}

fn is_closed(access: &Value) -> bool {
    access.get("endpointPublicAccess") == Some(&Value::Bool(false))
}

fn called(cluster: &Declared<System>) -> &str {
    let called = cluster.called.as_ref().map(|called| called.as_str());
    called.unwrap_or(cluster.name.as_str())
}

/// Whether any of the sources has an address of the block; what cannot be told may.
fn meets(block: &str, sources: &[Endpoint]) -> bool {
    let Ok(block) = block.parse::<IpNet>() else {
        return true;
    };
    sources.iter().any(|source| match source {
        Endpoint::Addresses(addresses) => addresses
            .iter()
            .any(|one| one.contains(&block) || block.contains(one)),
        _ => true,
    })
}
