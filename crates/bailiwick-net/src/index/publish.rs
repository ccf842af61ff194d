//! Public addresses: who is behind each, and which stand for those still to be assigned.

use std::net::IpAddr;

use super::{Index, Published, at};
use crate::model::{Id, Network, Public};
use crate::packet::{Family, number};
use crate::set::Ranges;

/// The first address that stands for a public one still to be assigned: from the block
/// kept for benchmarks, so that no rule means it by name.
/// Source: <https://www.rfc-editor.org/rfc/rfc2544>.
const FIRST_STAND_IN: u128 = 0xc612_0001;

impl Index<'_> {
    /// The addresses of the internet that are nobody's in the networks that were read.
    pub(super) fn others(&self) -> [Ranges; 2] {
        let own = Ranges::of(self.public.keys().map(|public| (*public, *public)));
        let blocks = self
            .vpcs
            .values()
            .flat_map(|vpc| vpc.blocks[at(Family::V6)].iter().copied());
        [
            self.internet[0].difference(&own),
            self.internet[1].difference(&Ranges::of(blocks)),
        ]
    }

    /// Notes every public address of IPv4, of interfaces and of NAT gateways.
    pub(super) fn publish(&mut self) {
        let network = self.network;
        let own = network
            .interfaces
            .values()
            .map(|one| (&one.id, &one.vpc, &one.addresses));
        let nat = network
            .nat_gateways
            .values()
            .map(|one| (&one.id, &one.vpc, &one.addresses));
        for (id, vpc_id, addresses) in own.chain(nat) {
            for address in addresses {
                let private = number(address.private.addr());
                let Some(vpc) = self.vpcs.get_mut(vpc_id) else {
                    continue;
                };
                let public = match address.public {
                    None => continue,
                    Some(Public::Known(public)) => number(public),
                    Some(Public::Later) => self.later[&(id, address.private.addr())],
                };
                vpc.published.insert(private, public);
                self.public.insert(
                    public,
                    Published {
                        vpc: vpc_id,
                        private,
                    },
                );
            }
        }
    }
}

/// An address for each public one that AWS has still to assign.
pub(super) fn stand_ins(network: &Network) -> Vec<(&Id, IpAddr, u128)> {
    let own = network
        .interfaces
        .values()
        .map(|one| (&one.id, &one.addresses));
    let nat = network
        .nat_gateways
        .values()
        .map(|one| (&one.id, &one.addresses));
    let all = own
        .chain(nat)
        .flat_map(|(id, addresses)| addresses.iter().map(move |one| (id, one)));
    let later = all.filter(|(_, address)| address.public == Some(Public::Later));
    let numbered = later.zip(FIRST_STAND_IN..);
    numbered
        .map(|((id, address), stand_in)| (id, address.private.addr(), stand_in))
        .collect()
}
