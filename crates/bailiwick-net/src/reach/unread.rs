//! What was not read, and could hold another way from the one to the other: where it
//! could, no answer is that nobody gets through.

use std::collections::BTreeSet;

use super::endpoint::Endpoint;
use super::targets::Targets;
use crate::index::{Index, at, both};
use crate::model::{Gap, Id, Interface, Kind, Public};
use crate::packet::{Family, number};
use crate::set::Ranges;

/// What would have to be read to know all ways.
pub(super) fn unread(
    index: &Index<'_>,
    from: &Endpoint,
    to: &Endpoint,
    targets: &Targets,
) -> BTreeSet<Gap> {
    let mut gaps = ways_in(index, from);
    gaps.extend(doubts(index));
    match to {
        Endpoint::Addresses(blocks) => {
            let meant = both(blocks);
            let interfaces = index.network.interfaces.values();
            let meant = interfaces.filter(|one| has_one_of(one, &meant));
            gaps.extend(meant.filter_map(|one| unplaced(index, one)));
            gaps.extend(no_vpcs(index));
        }
        _ => gaps.extend(without_place(index, targets)),
    }
    gaps
}

/// What the files that were read say against themselves: lists that are only a part, and
/// resources that are described in two ways.
pub(super) fn doubts(index: &Index<'_>) -> impl Iterator<Item = Gap> {
    let gaps = index.network.gaps.iter();
    gaps.filter(|gap| matches!(gap, Gap::Partial { .. } | Gap::Conflict { .. }))
        .cloned()
}

/// The VPCs and subnets that were not read, of the interfaces that are meant and of the
/// load balancers before them: nobody can be brought to those.
pub(super) fn without_place(index: &Index<'_>, targets: &Targets) -> BTreeSet<Gap> {
    let ids = targets.interfaces.iter().chain(&targets.before);
    let interfaces = ids.filter_map(|id| index.network.interfaces.get(id));
    interfaces.filter_map(|one| unplaced(index, one)).collect()
}

fn unplaced(index: &Index<'_>, interface: &Interface) -> Option<Gap> {
    let missing = match index.vpcs.contains_key(&interface.vpc) {
        false => &interface.vpc,
        true if !index.subnets.contains_key(&interface.subnet) => &interface.subnet,
        true => return None,
    };
    let (id, by) = (missing.clone(), interface.id.clone());
    Some(Gap::NotFound { id, by })
}

/// Without VPCs, addresses are nobody's.
fn no_vpcs(index: &Index<'_>) -> Option<Gap> {
    let kind = Kind::Vpcs;
    let scope = index.network.scopes.first()?;
    let of = Id::from(scope.name.as_str());
    (!index.network.knows_anywhere(kind)).then_some(Gap::NotRead { kind, of })
}

fn has_one_of(interface: &Interface, meant: &[Ranges; 2]) -> bool {
    interface.addresses.iter().any(|one| {
        let family = at(Family::of(one.private.addr()));
        let private = Ranges::block(&one.private).intersection(&meant[family]);
        let public =
            matches!(one.public, Some(Public::Known(public)) if meant[0].contains(number(public)));
        !private.is_empty() || public
    })
}

/// Ways in from one's own premises that were not read.
fn ways_in(index: &Index<'_>, from: &Endpoint) -> BTreeSet<Gap> {
    let from_premises = match from {
        Endpoint::OnPremises => true,
        Endpoint::Addresses(blocks) => {
            let mut elsewhere = both(blocks);
            for vpc in index.vpcs.values() {
                elsewhere = [0, 1].map(|family| elsewhere[family].difference(&vpc.blocks[family]));
            }
            elsewhere.iter().any(|some| !some.is_empty())
        }
        Endpoint::Internet | Endpoint::Selected(_) => false,
    };
    let vpcs = index.vpcs.values().filter(|_| from_premises);
    let unread = vpcs.flat_map(|vpc| {
        let kinds = [Kind::VpnGateways, Kind::Attachments].into_iter();
        let of: &Id = &vpc.vpc.id;
        kinds
            .filter(|kind| !index.network.knows(vpc.vpc, *kind))
            .map(|kind| Gap::NotRead {
                kind,
                of: of.clone(),
            })
    });
    unread.collect()
}
