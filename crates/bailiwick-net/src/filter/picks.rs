//! Addresses that AWS has still to pick, and the rules that would treat some of those it
//! may pick otherwise than others.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use ipnet::IpNet;

use crate::index::at;
use crate::model::{Gap, Id, Network};
use crate::packet::{Family, number};
use crate::set::Ranges;

/// The addresses that only stand for one, with what they may become, by family.
#[derive(Default)]
pub(crate) struct Picks {
    picks: [Vec<Pick>; 2],
    /// The picks that may become any address of a block, by its first address and its length.
    of_block: [BTreeMap<(u128, u8), Vec<usize>>; 2],
    /// The lengths of these blocks.
    lengths: [BTreeSet<u8>; 2],
    /// Those that may become any public address of IPv4.
    of_internet: Vec<usize>,
    internet: Ranges,
    /// What was split before, since many rules are for the same addresses.
    known: RefCell<HashMap<(Family, Ranges), Depends>>,
}

/// Stand-ins whose fate depends on the address that AWS picks, each with the gap that says so.
pub(crate) type Depends = Arc<[(Ranges, Gap)]>;

struct Pick {
    /// The address that stands for it.
    stand_in: u128,
    interface: Id,
}

impl Picks {
    /// The private addresses to be picked, and the public ones by their stand-ins.
    pub(crate) fn new<'n>(
        network: &'n Network,
        public: impl IntoIterator<Item = (&'n Id, u128)>,
    ) -> Self {
        let mut picks = Self {
            internet: crate::internet::addresses(Family::V4),
            ..Self::default()
        };
        for interface in network.interfaces.values() {
            for address in &interface.addresses {
                let Some(block) = &address.picked_from else {
                    continue;
                };
                let family = at(Family::of(block.addr()));
                let place = picks.add(family, &interface.id, number(address.private.addr()));
                picks.add_block(family, block, place);
            }
        }
        for (interface, stand_in) in public {
            let place = picks.add(0, interface, stand_in);
            picks.of_internet.push(place);
        }
        picks
    }

    fn add(&mut self, family: usize, interface: &Id, stand_in: u128) -> usize {
        let interface = interface.clone();
        self.picks[family].push(Pick {
            stand_in,
            interface,
        });
        self.picks[family].len() - 1
    }

    fn add_block(&mut self, family: usize, block: &IpNet, place: usize) {
        let key = (number(block.network()), block.prefix_len());
        self.lengths[family].insert(block.prefix_len());
        self.of_block[family].entry(key).or_default().push(place);
    }

    /// What a rule for some addresses means for sure, and for which stand-ins it depends
    /// on the address that AWS picks.
    pub(crate) fn split(&self, family: Family, addresses: Ranges) -> (Ranges, Depends) {
        let mut known = self.known.borrow_mut();
        let depends = known
            .entry((family, addresses.clone()))
            .or_insert_with(|| self.depends(family, &addresses));
        let depends = Arc::clone(depends);
        if depends.is_empty() {
            return (addresses, depends);
        }
        let stand_ins = Ranges::of(depends.iter().flat_map(|(one, _)| one.iter().copied()));
        (addresses.difference(&stand_ins), depends)
    }

    fn depends(&self, family: Family, addresses: &Ranges) -> Depends {
        let picks = &self.picks[at(family)];
        let depending = self.depending(family, addresses).into_iter();
        depending
            .map(|place| {
                let interface = picks[place].interface.clone();
                let gap = Gap::NotAssigned { interface };
                (Ranges::one(picks[place].stand_in), gap)
            })
            .collect()
    }

    /// The picks of which some addresses hold a part, and not all. A block of which that is so
    /// holds the end of a range of the addresses: no others need be looked at.
    fn depending(&self, family: Family, addresses: &Ranges) -> BTreeSet<usize> {
        let in_part = |from: &Ranges| {
            let some = from.intersection(addresses);
            !some.is_empty() && some != *from
        };
        let blocks = &self.of_block[at(family)];
        let mut found = BTreeSet::new();
        for end in addresses.iter().flat_map(|(first, last)| [*first, *last]) {
            for length in &self.lengths[at(family)] {
                let Some(block) = block(family, end, *length) else {
                    continue;
                };
                if let Some(picks) = blocks.get(&(number(block.network()), *length))
                    && in_part(&Ranges::block(&block))
                {
                    found.extend(picks);
                }
            }
        }
        if family == Family::V4 && in_part(&self.internet) {
            found.extend(&self.of_internet);
        }
        found
    }
}

/// The block of a length that holds an address.
fn block(family: Family, address: u128, length: u8) -> Option<IpNet> {
    IpNet::new(family.address(address), length)
        .ok()
        .map(|block| block.trunc())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every block of four, two and one addresses among eight, each to be picked from.
    fn picks() -> (Picks, Vec<IpNet>) {
        let mut picks = Picks::default();
        let mut blocks = Vec::new();
        for length in 30..=32 {
            for first in (0..8).step_by(1 << (32 - length)) {
                let block = block(Family::V4, 0x0a00_0000 + first, length).expect("a block");
                let place = picks.add(0, &Id::from(block.to_string()), first);
                picks.add_block(0, &block, place);
                blocks.push(block);
            }
        }
        (picks, blocks)
    }

    #[test]
    fn exactly_the_blocks_that_are_held_in_part_are_found() {
        let (picks, blocks) = picks();
        for mask in 0..1_u32 << 8 {
            let held = (0..8_u128).filter(|bit| mask & (1 << bit) != 0);
            let held = Ranges::of(held.map(|bit| (0x0a00_0000 + bit, 0x0a00_0000 + bit)));
            let in_part = blocks.iter().enumerate().filter(|(_, block)| {
                let whole = Ranges::block(block);
                let some = whole.intersection(&held);
                !some.is_empty() && some != whole
            });
            let wanted: BTreeSet<usize> = in_part.map(|(place, _)| place).collect();
            assert_eq!(picks.depending(Family::V4, &held), wanted, "{held:?}");
        }
    }
}
