//! Addresses that AWS has still to pick, and the rules that would treat some of those it
//! may pick otherwise than others.

use crate::index::at;
use crate::model::{Gap, Id, Network};
use crate::packet::{Family, number};
use crate::set::Ranges;

/// The addresses that only stand for one, with what they may become.
#[derive(Default)]
pub(crate) struct Picks {
    picks: [Vec<Pick>; 2],
}

struct Pick {
    /// The address that stands for it.
    stand_in: u128,
    /// What it may become.
    from: Ranges,
    interface: Id,
}

impl Picks {
    /// The private addresses to be picked, and the public ones by their stand-ins.
    pub(crate) fn new<'n>(
        network: &'n Network,
        public: impl IntoIterator<Item = (&'n Id, u128)>,
    ) -> Self {
        let mut picks = Self::default();
        for interface in network.interfaces.values() {
            for address in &interface.addresses {
                let Some(block) = &address.picked_from else {
                    continue;
                };
                let family = at(Family::of(block.addr()));
                let (stand_in, from) = (number(address.private.addr()), Ranges::block(block));
                let interface = interface.id.clone();
                picks.picks[family].push(Pick {
                    stand_in,
                    from,
                    interface,
                });
            }
        }
        let internet = crate::internet::addresses(Family::V4);
        picks.picks[0].extend(public.into_iter().map(|(interface, stand_in)| Pick {
            stand_in,
            from: internet.clone(),
            interface: interface.clone(),
        }));
        picks
    }

    /// What a rule for some addresses means for sure, and for which stand-ins it depends
    /// on the address that AWS picks.
    pub(crate) fn split(&self, family: Family, addresses: Ranges) -> (Ranges, Vec<(Ranges, Gap)>) {
        let depends = |pick: &&Pick| {
            let some = pick.from.intersection(&addresses);
            !some.is_empty() && some != pick.from
        };
        let doubted: Vec<&Pick> = self.picks[at(family)].iter().filter(depends).collect();
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
}
