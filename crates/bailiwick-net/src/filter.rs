//! What security groups and network ACLs let pass, as sets.

mod network_acl;
mod picks;
mod security_group;

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
    doubted: Vec<(Region, Gap)>,
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
            .map(|family| (Region::everything(family), gap.clone()))
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
        for (region, gap) in &self.doubted {
            passed.extend(flow.within(region).map(|some| some.doubted(gap.clone())));
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
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (&Region, Option<&Gap>)> {
        let allowed = self.allowed.iter().map(|allowed| (&allowed.region, None));
        allowed.chain(self.doubted.iter().map(|(region, gap)| (region, Some(gap))))
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
        self.doubted.push((region, gap.clone()));
    }

    /// Takes what is allowed out of what is in doubt.
    fn settled(mut self) -> Self {
        for allowed in &self.allowed {
            if !self
                .doubted
                .iter()
                .any(|(region, _)| region.meets(&allowed.region))
            {
                continue;
            }
            let rest = self.doubted.iter().flat_map(|(region, gap)| {
                let pieces = region.difference(&allowed.region).into_iter();
                pieces.map(|piece| (piece, gap.clone()))
            });
            self.doubted = rest.collect();
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
