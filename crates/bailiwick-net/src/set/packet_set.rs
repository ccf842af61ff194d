//! Unions of regions.

use super::Region;
use crate::packet::{Family, Packet};

/// A set of packets, as regions that have no packet in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PacketSet {
    regions: Vec<Region>,
}

impl PacketSet {
    /// No packet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Every packet of both families.
    #[must_use]
    pub fn all() -> Self {
        let families = [Family::V4, Family::V6];
        let regions = families.into_iter().flat_map(Region::universe).collect();
        Self { regions }
    }

    /// The regions.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Whether there is no packet in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.regions.is_empty()
    }

    /// Whether the packet is in it.
    #[must_use]
    pub fn contains(&self, packet: &Packet) -> bool {
        self.regions.iter().any(|region| region.contains(packet))
    }

    /// Adds the packets of a region, and returns those that were not in it before.
    pub fn add(&mut self, region: Region) -> Vec<Region> {
        let mut fresh: Vec<Region> = region.unless_empty().into_iter().collect();
        for known in &self.regions {
            if fresh.is_empty() {
                break;
            }
            fresh = fresh.iter().flat_map(|one| one.difference(known)).collect();
        }
        self.regions.extend(fresh.iter().cloned());
        fresh
    }

    /// Takes the packets of a region away.
    pub fn remove(&mut self, region: &Region) {
        let rest = self.regions.iter().flat_map(|one| one.difference(region));
        self.regions = rest.collect();
    }

    /// The packets in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let pairs = self
            .regions
            .iter()
            .flat_map(|one| other.regions.iter().map(move |two| one.intersection(two)));
        Self {
            regions: pairs.flatten().collect(),
        }
    }

    /// The packets that are not in the other.
    #[must_use]
    pub fn difference(mut self, other: &Self) -> Self {
        for region in &other.regions {
            self.remove(region);
        }
        self
    }

    /// A packet of it that is easy to read.
    #[must_use]
    pub fn example(&self) -> Option<Packet> {
        self.regions.iter().find_map(Region::example)
    }
}

impl FromIterator<Region> for PacketSet {
    fn from_iter<I: IntoIterator<Item = Region>>(regions: I) -> Self {
        let mut set = Self::none();
        for region in regions {
            set.add(region);
        }
        set
    }
}
