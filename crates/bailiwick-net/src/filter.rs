//! What security groups and network ACLs let pass, as sets.

mod network_acl;
mod picks;
mod security_group;

use std::borrow::Cow;
use std::sync::Arc;

use crate::flow::Flow;
use crate::model::{Gap, Id};
use crate::path::{Direction, Hop};
use crate::set::{PacketSet, Ranges, Region};

pub(crate) use network_acl::network_acl;
pub(crate) use picks::Picks;
pub(crate) use security_group::{Members, Rules, security_groups};

/// What may pass, and what may pass for all that is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Regions apart from each other, each with the rule that lets it pass.
    allowed: Vec<Allowed>,
    /// Where it is not known whether they may pass. What is allowed is not in doubt.
    doubted: Vec<Doubt>,
}

/// Packets of which it is not known whether they may pass.
#[derive(Clone, Debug)]
struct Doubt {
    region: Region,
    why: Why,
}

/// Why it is not known.
#[derive(Clone, Debug)]
enum Why {
    /// For this reason.
    One(Gap),
    /// For one reason for each of these addresses on the other side of a rule. Thousands of
    /// rules share the list.
    Each(Arc<[(Ranges, Gap)]>, Direction),
}

impl Doubt {
    fn pieces(&self) -> impl Iterator<Item = (Cow<'_, Region>, &Gap)> {
        let (one, each) = match &self.why {
            Why::One(gap) => (Some((Cow::Borrowed(&self.region), gap)), None),
            Why::Each(each, direction) => (None, Some((each, *direction))),
        };
        let each = each.into_iter().flat_map(move |(each, direction)| {
            each.iter().map(move |(peer, gap)| {
                let region = with_peer(self.region.clone(), peer.clone(), direction);
                (Cow::Owned(region), gap)
            })
        });
        one.into_iter().chain(each)
    }
}

#[derive(Clone, Debug)]
struct Allowed {
    region: Region,
    by: Id,
    rule: Arc<str>,
}

/// What becomes of packets at a filter.
pub(crate) struct Passage {
    /// Those that pass; where it is not known, with the gap noted.
    pub(crate) passed: Vec<Flow>,
    /// Those that do not.
    pub(crate) denied: Vec<Flow>,
}

impl Filter {
    /// A filter that is not known at all.
    pub(crate) fn unknown(gap: &Gap) -> Self {
        let families = [crate::packet::Family::V4, crate::packet::Family::V6];
        let doubted = families
            .map(|family| Doubt {
                region: Region::everything(family),
                why: Why::One(gap.clone()),
            })
            .to_vec();
        Self {
            allowed: Vec::new(),
            doubted,
        }
    }

    /// What passes, and what does not.
    pub(crate) fn judge(&self, flow: &Flow, direction: Direction) -> Passage {
        let mut passed = Vec::new();
        for allowed in &self.allowed {
            if let Some(mut some) = flow.within(&allowed.region) {
                let (by, rule) = (allowed.by.clone(), allowed.rule.clone());
                some.pass(Hop::Allowed {
                    by,
                    rule,
                    direction,
                });
                passed.push(some);
            }
        }
        let doubted = self.doubted.iter();
        for (region, gap) in doubted
            .filter(|doubt| doubt.region.meets(&flow.now))
            .flat_map(Doubt::pieces)
        {
            passed.extend(flow.within(&region).map(|some| some.doubted(gap.clone())));
        }
        let denied = match passed.as_slice() {
            [] => vec![flow.clone()],
            [one] if one.now == flow.now => Vec::new(),
            _ => {
                let mut rest = PacketSet::from_iter([flow.now.clone()]);
                passed.iter().for_each(|some| rest.remove(&some.now));
                rest.regions()
                    .iter()
                    .map(|region| flow.narrowed(region.clone()))
                    .collect()
            }
        };
        Passage { passed, denied }
    }

    /// What passes, and what may pass with the gap that tells why.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (Cow<'_, Region>, Option<&Gap>)> {
        let allowed = self.allowed.iter();
        let allowed = allowed.map(|allowed| (Cow::Borrowed(&allowed.region), None));
        let doubted = self.doubted.iter().flat_map(Doubt::pieces);
        allowed.chain(doubted.map(|(region, gap)| (region, Some(gap))))
    }

    /// Adds what a rule allows, as far as nothing allowed it before.
    fn allow(&mut self, region: &Region, by: &Id, rule: &Arc<str>) {
        let mut fresh = vec![region.clone()];
        for known in self
            .allowed
            .iter()
            .filter(|known| known.region.meets(region))
        {
            fresh = fresh
                .iter()
                .flat_map(|one| one.difference(&known.region))
                .collect();
        }
        let new = |region| Allowed {
            region,
            by: by.clone(),
            rule: rule.clone(),
        };
        self.allowed.extend(fresh.into_iter().map(new));
    }

    /// Adds what is in doubt; what is allowed anyway is taken out at the end.
    fn doubt(&mut self, region: Region, gap: &Gap) {
        let why = Why::One(gap.clone());
        self.doubted.push(Doubt { region, why });
    }

    /// The same of some addresses on the other side of a rule, for a reason of each.
    fn doubt_each(&mut self, region: &Region, each: &Arc<[(Ranges, Gap)]>, direction: Direction) {
        if each.is_empty() {
            return;
        }
        let all = Ranges::of(each.iter().flat_map(|(peer, _)| peer.iter().copied()));
        let region = with_peer(region.clone(), all, direction);
        let why = Why::Each(Arc::clone(each), direction);
        self.doubted.push(Doubt { region, why });
    }

    /// Takes what is allowed out of what is in doubt.
    fn settled(mut self) -> Self {
        for allowed in &self.allowed {
            let is_apart = |doubt: &Doubt| !doubt.region.meets(&allowed.region);
            if self.doubted.iter().all(is_apart) {
                continue;
            }
            let (mut rest, some): (Vec<Doubt>, Vec<Doubt>) =
                self.doubted.into_iter().partition(is_apart);
            for (region, gap) in some.iter().flat_map(Doubt::pieces) {
                rest.extend(
                    region
                        .difference(&allowed.region)
                        .into_iter()
                        .map(|region| Doubt {
                            region,
                            why: Why::One(gap.clone()),
                        }),
                );
            }
            self.doubted = rest;
        }
        self
    }
}

/// The region with the other side of a rule put in: the source of what comes in, the
/// destination of what goes out.
fn with_peer(region: Region, peer: Ranges, direction: Direction) -> Region {
    match direction {
        Direction::In => Region {
            source: peer,
            ..region
        },
        Direction::Out => Region {
            destination: peer,
            ..region
        },
    }
}
