//! Network ACLs: the first rule that matches decides.
//!
//! Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>: rules are
//! evaluated from the lowest number on, and as soon as one matches it is applied.

use std::sync::Arc;

use super::{Filter, Picks, with_peer};
use crate::model::{AclRule, Gap, NetworkAcl, Traffic};
use crate::packet::Family;
use crate::path::Direction;
use crate::set::{PacketSet, Ranges, Region};

/// What a network ACL lets pass in a direction.
pub(crate) fn network_acl(acl: &NetworkAcl, direction: Direction, picks: &Picks) -> Filter {
    let rules = match direction {
        Direction::In => &acl.ingress,
        Direction::Out => &acl.egress,
    };
    let mut filter = Filter::default();
    for family in [Family::V4, Family::V6] {
        let mut left = PacketSet::from_iter([Region::everything(family)]);
        // After a rule that could not be resolved, nothing is sure that it might match.
        let mut doubt = PacketSet::none();
        for rule in rules {
            let Some(region) = region(rule, family, direction) else {
                continue;
            };
            let field = format!("rule {}", rule.number);
            let gap = Gap::Unresolved {
                resource: acl.id.clone(),
                field,
            };
            if rule.traffic.is_none() || rule.block.is_none() {
                for piece in left.intersection(&PacketSet::from_iter([region])).regions() {
                    filter.doubt(piece.clone(), &gap);
                    doubt.add(piece.clone());
                }
                continue;
            }
            // Where it depends on an address still to be picked, nothing is sure either.
            let peer = rule.block.as_ref().map_or_else(Ranges::none, Ranges::block);
            for (stand_in, gap) in picks.split(family, peer).1.iter() {
                let region = with_peer(region.clone(), stand_in.clone(), direction);
                for piece in left.intersection(&PacketSet::from_iter([region])).regions() {
                    filter.doubt(piece.clone(), gap);
                    doubt.add(piece.clone());
                }
            }
            if rule.allows {
                let name: Arc<str> = format!("rule {}", rule.number).into();
                let matched = left.intersection(&PacketSet::from_iter([region.clone()]));
                for piece in matched.difference(&doubt).regions() {
                    filter.allow(piece, &acl.id, &name);
                }
            }
            left.remove(&region);
        }
    }
    filter.settled()
}

/// What a rule matches, or might: what of it is unresolved may be anything.
fn region(rule: &AclRule, family: Family, direction: Direction) -> Option<Region> {
    let region = rule.traffic.unwrap_or(Traffic::All).region(family);
    let peer = match &rule.block {
        Some(block) if Family::of(block.addr()) != family => return None,
        Some(block) => Ranges::block(block),
        None => Region::addresses(family),
    };
    Some(with_peer(region, peer, direction))
}
