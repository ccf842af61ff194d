//! Interfaces: who has which address, and what their security groups let pass. Interfaces
//! with the same groups share their filters.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::at;
use crate::filter::{Filter, Members, Rules, security_groups};
use crate::model::{Id, InterfaceKind, Network};
use crate::packet::{Family, number};
use crate::path::Direction;
use crate::set::Ranges;

/// What a set of security groups lets pass.
pub(crate) struct Class {
    /// In, and out; `None` where no security group has a say.
    pub(crate) filters: Option<[Filter; 2]>,
    /// The same, where it can no longer be told who sent a packet.
    pub(crate) anonymous: Option<[Filter; 2]>,
    /// What rules that name groups let in.
    pub(crate) by_group: Filter,
}

/// The filters of every interface.
pub(super) fn classes<'n>(
    network: &'n Network,
    members: &Members<'n>,
) -> HashMap<&'n Id, Arc<Class>> {
    let mut made: HashMap<Vec<&Id>, Arc<Class>> = HashMap::new();
    let mut of = HashMap::new();
    for interface in network.interfaces.values() {
        let mut groups: Vec<&Id> = interface.groups.iter().collect();
        groups.sort_unstable();
        groups.dedup();
        if groups.is_empty() && interface.kind == InterfaceKind::Host {
            // A host without groups is not a host without rules: nobody said which.
            let unknown = Arc::new(unresolved(&interface.id));
            of.insert(&interface.id, unknown);
            continue;
        }
        let class = made.entry(groups.clone()).or_insert_with(|| {
            let groups: Vec<Id> = groups.into_iter().cloned().collect();
            let filter = |way, rules| security_groups(&groups, way, rules, members, &interface.id);
            let filters = |rules| {
                let ways = [Direction::In, Direction::Out];
                (!groups.is_empty()).then(|| ways.map(|way| filter(way, rules)))
            };
            Arc::new(Class {
                filters: filters(Rules::All),
                anonymous: filters(Rules::ByAddress),
                by_group: filter(Direction::In, Rules::ByGroup),
            })
        });
        of.insert(&interface.id, class.clone());
    }
    of
}

fn unresolved(interface: &Id) -> Class {
    let field = "the security groups".to_owned();
    let gap = crate::model::Gap::Unresolved {
        resource: interface.clone(),
        field,
    };
    let filters = || Some([Filter::unknown(&gap), Filter::unknown(&gap)]);
    Class {
        filters: filters(),
        anonymous: filters(),
        by_group: Filter::unknown(&gap),
    }
}

/// Who lives at which address of a subnet.
#[derive(Default)]
pub(crate) struct Residents<'n> {
    single: [BTreeMap<u128, Vec<&'n Id>>; 2],
    /// Those with a whole block.
    wide: [Vec<(Ranges, &'n Id)>; 2],
}

/// The residents of every subnet.
pub(super) fn residents(network: &Network) -> HashMap<&Id, Residents<'_>> {
    let mut of: HashMap<&Id, Residents<'_>> = HashMap::new();
    for interface in network.interfaces.values() {
        let residents = of.entry(&interface.subnet).or_default();
        for address in &interface.addresses {
            let family = at(Family::of(address.private.addr()));
            match address.is_single() {
                true => {
                    let number = number(address.private.addr());
                    residents.single[family]
                        .entry(number)
                        .or_default()
                        .push(&interface.id);
                }
                false => {
                    residents.wide[family].push((Ranges::block(&address.private), &interface.id))
                }
            }
        }
    }
    of
}

impl<'n> Residents<'n> {
    /// Those with an address among these, each with which.
    pub(crate) fn among(&self, family: Family, addresses: &Ranges) -> Vec<(&'n Id, Ranges)> {
        let single = addresses
            .iter()
            .flat_map(|&(first, last)| self.single[at(family)].range(first..=last));
        let single =
            single.flat_map(|(number, ids)| ids.iter().map(|id| (*id, Ranges::one(*number))));
        let wide = self.wide[at(family)].iter().filter_map(|(block, id)| {
            let some = block.intersection(addresses);
            (!some.is_empty()).then_some((*id, some))
        });
        single.chain(wide).collect()
    }

    /// Those with this address.
    pub(crate) fn at(&self, family: Family, address: u128) -> Vec<&'n Id> {
        let all = self.among(family, &Ranges::one(address));
        all.into_iter().map(|(id, _)| id).collect()
    }
}
