//! From what a query names to where packets are sent.

use ipnet::IpNet;

use super::endpoint::Endpoint;
use super::start::Start;
use crate::index::{Index, at, both};
use crate::model::{Address, Gap, Id};
use crate::packet::Family;
use crate::set::{Ranges, Region};

/// A place that packets are sent from, with the sources they can have, by family.
pub(super) struct Origin {
    pub(super) start: Start,
    pub(super) sources: [Ranges; 2],
    /// What is not known of it.
    pub(super) gap: Option<Gap>,
}

/// The places that packets are sent from.
pub(super) fn origins(index: &Index<'_>, from: &Endpoint) -> Result<Vec<Origin>, Gap> {
    match from {
        Endpoint::Internet => Ok(vec![internet(index.others.clone())]),
        Endpoint::OnPremises => {
            let starts = Start::all_on_premises(index);
            let everything = [Family::V4, Family::V6].map(Region::addresses);
            let origins = starts.into_iter().map(|start| Origin {
                start,
                sources: everything.clone(),
                gap: None,
            });
            let origins: Vec<Origin> = origins.collect();
            match origins.is_empty() {
                true => Err(nothing(from)),
                false => Ok(origins),
            }
        }
        Endpoint::Addresses(blocks) => {
            let origins = among(index, blocks);
            match origins.is_empty() {
                true => Err(nothing(from)),
                false => Ok(origins),
            }
        }
        Endpoint::Selected(selection) => {
            let chosen = selection.interfaces(index.network);
            let origins: Vec<Origin> = chosen.iter().map(|id| interface(index, id)).collect();
            match origins.is_empty() {
                true => Err(nothing(from)),
                false => Ok(origins),
            }
        }
    }
}

pub(super) fn nothing(endpoint: &Endpoint) -> Gap {
    Gap::NothingSelected {
        selection: endpoint.to_string(),
    }
}

fn internet(sources: [Ranges; 2]) -> Origin {
    Origin {
        start: Start::Internet,
        sources,
        gap: None,
    }
}

fn interface(index: &Index<'_>, id: &Id) -> Origin {
    let addresses = index.network.interfaces[id].addresses.iter();
    let blocks: Vec<IpNet> = addresses.map(|address| address.private).collect();
    Origin {
        start: Start::Interface(id.clone()),
        sources: both(&blocks),
        gap: None,
    }
}

/// Whoever has one of these addresses: interfaces, the internet, one's own premises.
fn among(index: &Index<'_>, blocks: &[IpNet]) -> Vec<Origin> {
    let meant = both(blocks);
    let cut =
        |sources: &[Ranges; 2]| [0, 1].map(|family| sources[family].intersection(&meant[family]));
    let some = |origin: &Origin| origin.sources.iter().any(|sources| !sources.is_empty());
    // Most interfaces have none of them, which is told without making a place of each.
    let may_have = |address: &Address| {
        let family = at(Family::of(address.private.addr()));
        meant[family].meets(&Ranges::block(&address.private))
    };
    let own = index.network.interfaces.values();
    let own = own
        .filter(|one| one.addresses.iter().any(may_have))
        .map(|one| interface(index, &one.id));
    let own = own.map(|origin| Origin {
        sources: cut(&origin.sources),
        ..origin
    });
    let mut origins: Vec<Origin> = own.filter(some).collect();
    origins.extend(Some(internet(cut(&index.others))).filter(some));
    // What no VPC has may come from one's own premises.
    let mut elsewhere = meant.clone();
    for vpc in index.vpcs.values() {
        elsewhere = [0, 1].map(|family| elsewhere[family].difference(&vpc.blocks[family]));
    }
    for start in Start::all_on_premises(index) {
        origins.extend(
            Some(Origin {
                start,
                sources: elsewhere.clone(),
                gap: None,
            })
            .filter(some),
        );
    }
    // Or from the other side of a peering that was not read.
    for peering in index.network.peerings.values() {
        for (here, there) in
            [(0, 1), (1, 0)].map(|(one, two)| (&peering.sides[one], &peering.sides[two]))
        {
            if index.vpcs.contains_key(&here.vpc) && !index.vpcs.contains_key(&there.vpc) {
                let gap = Some(Gap::NotFound {
                    id: there.vpc.clone(),
                    by: peering.id.clone(),
                });
                let sources = match there.blocks.is_empty() {
                    true => elsewhere.clone(),
                    false => cut(&both(&there.blocks)),
                };
                origins.extend(
                    Some(Origin {
                        start: Start::Vpc(here.vpc.clone()),
                        sources,
                        gap,
                    })
                    .filter(some),
                );
            }
        }
    }
    origins
}
