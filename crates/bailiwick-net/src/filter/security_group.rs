//! Security groups: what any rule of any group allows.
//!
//! Source: <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>:
//! only allow rules; the rules of all groups of an interface are put together; a rule that
//! names a group means the private addresses of the interfaces that are in it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Filter, Picks, with_peer};
use crate::model::{Gap, Id, Kind, Network, Peer, SecurityGroupRule, Traffic};
use crate::packet::Family;
use crate::path::Direction;
use crate::set::{Ranges, Region};

/// The addresses of the interfaces in each security group, by family.
pub(crate) struct Members<'n> {
    network: &'n Network,
    pub(crate) picks: Picks,
    of: HashMap<&'n Id, [Ranges; 2]>,
    all: [Ranges; 2],
}

impl<'n> Members<'n> {
    pub(crate) fn new(network: &'n Network, picks: Picks) -> Self {
        let mut of: HashMap<&Id, [Vec<(u128, u128)>; 2]> = HashMap::new();
        let mut all: [Vec<(u128, u128)>; 2] = Default::default();
        for interface in network.interfaces.values() {
            for address in &interface.addresses {
                let family = usize::from(Family::of(address.private.addr()) == Family::V6);
                let block = Ranges::block(&address.private);
                all[family].extend(block.iter());
                for group in &interface.groups {
                    of.entry(group).or_default()[family].extend(block.iter());
                }
            }
        }
        let ranges = |both: [Vec<(u128, u128)>; 2]| both.map(Ranges::of);
        // Which comes first does not matter here.
        let of = of
            .into_iter()
            .map(|(group, both)| (group, ranges(both)))
            .collect();
        Self {
            network,
            picks,
            of,
            all: ranges(all),
        }
    }

    /// The addresses of a group; and, when not all its members may have been read, where
    /// others could be: at any address but those of interfaces that were read.
    fn of(&self, group: &Id, family: Family) -> (Ranges, Option<Ranges>) {
        let at = usize::from(family == Family::V6);
        let members = self
            .of
            .get(group)
            .map_or_else(Ranges::none, |both| both[at].clone());
        let known = self.network.security_groups.get(group);
        let vpc = known.and_then(|known| self.network.vpcs.get(known.vpc.as_ref()?));
        let is_complete = vpc.is_some_and(|vpc| self.network.knows(vpc, Kind::Interfaces));
        let others = (!is_complete).then(|| Region::addresses(family).difference(&self.all[at]));
        (members, others)
    }
}

/// The rules that can hold for a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// All of them.
    All,
    /// Those that name no group: it cannot be told who sent the packet.
    ByAddress,
    /// Those that name a group.
    ByGroup,
}

/// What some rules of the groups let pass in a direction.
pub(crate) fn security_groups(
    groups: &[Id],
    direction: Direction,
    rules: Rules,
    members: &Members<'_>,
    named_by: &Id,
) -> Filter {
    let mut filter = Filter::default();
    for id in groups {
        let Some(group) = members.network.security_groups.get(id) else {
            let gap = Gap::NotFound {
                id: id.clone(),
                by: named_by.clone(),
            };
            for family in [Family::V4, Family::V6] {
                filter.doubt(Region::everything(family), &gap);
            }
            continue;
        };
        let all = match direction {
            Direction::In => &group.ingress,
            Direction::Out => &group.egress,
        };
        for rule in all {
            let holds = match (rules, &rule.peer) {
                (Rules::All, _) | (_, Peer::Unresolved) => true,
                (Rules::ByAddress, peer) => !matches!(peer, Peer::Group(_)),
                (Rules::ByGroup, peer) => matches!(peer, Peer::Group(_)),
            };
            if holds {
                add(&mut filter, id, rule, direction, members);
            }
        }
    }
    filter.settled()
}

fn add(
    filter: &mut Filter,
    id: &Id,
    rule: &SecurityGroupRule,
    direction: Direction,
    members: &Members<'_>,
) {
    let picks = &members.picks;
    let name: Arc<str> = rule.to_string().into();
    let unresolved = || Gap::Unresolved {
        resource: id.clone(),
        field: format!("rule `{rule}`"),
    };
    for family in [Family::V4, Family::V6] {
        let region = rule.traffic.unwrap_or(Traffic::All).region(family);
        let everything = Region::addresses(family);
        let (sure, doubted, gap) = match &rule.peer {
            Peer::Block(block) if Family::of(block.addr()) != family => continue,
            Peer::Block(block) => {
                let (sure, depends) = picks.split(family, Ranges::block(block));
                filter.doubt_each(&region, &depends, direction);
                (sure, None, None)
            }
            Peer::Group(group) => {
                let (sure, others) = members.of(group, family);
                (
                    sure,
                    others,
                    Some(Gap::NotFound {
                        id: group.clone(),
                        by: id.clone(),
                    }),
                )
            }
            Peer::PrefixList(list) => match blocks(members.network, list, family) {
                Some(blocks) => (blocks, None, None),
                None => {
                    let gap = Gap::NotFound {
                        id: list.clone(),
                        by: id.clone(),
                    };
                    (Ranges::none(), Some(everything), Some(gap))
                }
            },
            Peer::Unresolved => (Ranges::none(), Some(everything), Some(unresolved())),
        };
        let sure_region = with_peer(region.clone(), sure, direction).unless_empty();
        match (sure_region, rule.traffic) {
            (Some(region), Some(_)) => filter.allow(&region, id, &name),
            (Some(region), None) => filter.doubt(region, &unresolved()),
            (None, _) => {}
        }
        if let (Some(doubted), Some(gap)) = (doubted, gap)
            && let Some(region) = with_peer(region, doubted, direction).unless_empty()
        {
            filter.doubt(region, &gap);
        }
    }
}

/// The addresses of a prefix list, if they were read.
pub(crate) fn blocks(network: &Network, list: &Id, family: Family) -> Option<Ranges> {
    let blocks = network.prefix_lists.get(list)?.blocks.as_ref()?;
    let same = blocks
        .iter()
        .filter(|block| Family::of(block.addr()) == family);
    Some(Ranges::of(same.flat_map(|block| {
        Ranges::block(block).iter().copied().collect::<Vec<_>>()
    })))
}
