//! Addresses that AWS has still to pick, and the rules that would treat some of those it
//! may pick otherwise than others.

use std::collections::{BTreeMap, BTreeSet};

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
}

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
    pub(crate) fn split(&self, family: Family, addresses: Ranges) -> (Ranges, Vec<(Ranges, Gap)>) {
        let doubted: Vec<&Pick> = self
            .depending(family, &addresses)
            .into_iter()
            .map(|place| &self.picks[at(family)][place])
            .collect();
        if doubted.is_empty() {
            return (addresses, Vec::new());
        }
        let stand_ins = Ranges::of(doubted.iter().map(|pick| (pick.stand_in, pick.stand_in)));
        let gap = |pick: &Pick| Gap::NotAssigned {
            interface: pick.interface.clone(),
        };
        let doubted = doubted
            .into_iter()
            .map(|pick| (Ranges::one(pick.stand_in), gap(pick)));
        (addresses.difference(&stand_ins), doubted.collect())
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
