//! Sets of numbers, as ranges in order: one dimension of a packet.
//!
//! Addresses, protocols and ports are all numbers here, so that one kind of set does
//! for them all.

use std::sync::Arc;

use ipnet::IpNet;

/// A set of numbers: ranges with both ends included, in order, apart from each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ranges(Arc<[(u128, u128)]>);

impl Ranges {
    /// No number.
    #[must_use]
    pub fn none() -> Self {
        Self(Arc::from([]))
    }

    /// One number.
    #[must_use]
    pub fn one(number: u128) -> Self {
        Self(Arc::from([(number, number)]))
    }

    /// The numbers from one to another, both included; none when they are out of order.
    #[must_use]
    pub fn between(first: u128, last: u128) -> Self {
        match first <= last {
            true => Self(Arc::from([(first, last)])),
            false => Self::none(),
        }
    }

    /// The addresses of a block.
    #[must_use]
    pub fn block(block: &IpNet) -> Self {
        match block {
            IpNet::V4(block) => Self::between(
                u32::from(block.network()).into(),
                u32::from(block.broadcast()).into(),
            ),
            IpNet::V6(block) => Self::between(block.network().into(), block.broadcast().into()),
        }
    }

    /// The numbers of all of these ranges, which may overlap and need no order.
    #[must_use]
    pub fn of(ranges: impl IntoIterator<Item = (u128, u128)>) -> Self {
        let mut ranges: Vec<_> = ranges
            .into_iter()
            .filter(|(first, last)| first <= last)
            .collect();
        ranges.sort_unstable();
        let mut merged: Vec<(u128, u128)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => {
                    before.1 = before.1.max(last);
                }
                _ => merged.push((first, last)),
            }
        }
        Self(merged.into())
    }

    /// Whether there is no number in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ranges.
    pub fn iter(&self) -> std::slice::Iter<'_, (u128, u128)> {
        self.0.iter()
    }

    /// The least number.
    #[must_use]
    pub fn least(&self) -> Option<u128> {
        self.0.first().map(|range| range.0)
    }

    /// Whether the number is in it.
    #[must_use]
    pub fn contains(&self, number: u128) -> bool {
        let after = self.0.partition_point(|range| range.0 <= number);
        after > 0 && number <= self.0[after - 1].1
    }

    /// The only number, if there is just one.
    #[must_use]
    pub fn only(&self) -> Option<u128> {
        match *self.0 {
            [(first, last)] if first == last => Some(first),
            _ => None,
        }
    }

    /// The numbers in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::of(self.iter().chain(other.iter()).copied())
    }

    /// The numbers in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        if Arc::ptr_eq(&self.0, &other.0) {
            return self.clone();
        }
        // One range is looked up in the other, however many there are.
        match (&*self.0, &*other.0) {
            (&[range], many) => return Self::clip(other, range, many),
            (many, &[range]) => return Self::clip(self, range, many),
            _ => {}
        }
        let (mut left, mut right) = (self.iter().peekable(), other.iter().peekable());
        let mut both = Vec::new();
        while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
            let (first, last) = (one.0.max(two.0), one.1.min(two.1));
            if first <= last {
                both.push((first, last));
            }
            match one.1 < two.1 {
                true => left.next(),
                false => right.next(),
            };
        }
        Self(both.into())
    }

    fn clip(whole: &Self, (first, last): (u128, u128), many: &[(u128, u128)]) -> Self {
        let from = many.partition_point(|range| range.1 < first);
        let to = many.partition_point(|range| range.0 <= last);
        if from >= to {
            return Self::none();
        }
        let inside = &many[from..to];
        if inside.len() == many.len() && first <= many[0].0 && many[many.len() - 1].1 <= last {
            return whole.clone();
        }
        let clipped = inside.iter();
        Self(
            clipped
                .map(|one| (one.0.max(first), one.1.min(last)))
                .collect(),
        )
    }

    /// Whether any number is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.0, &other.0) {
            return !self.is_empty();
        }
        let (few, many) = match self.0.len() < other.0.len() {
            true => (self, other),
            false => (other, self),
        };
        few.iter().any(|range| {
            let at = many.0.partition_point(|one| one.1 < range.0);
            many.0.get(at).is_some_and(|one| one.0 <= range.1)
        })
    }

    /// The numbers that are not in the other.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        let mut rest = Vec::new();
        let mut holes = other.iter().peekable();
        for &(mut first, last) in self.iter() {
            let mut all_gone = false;
            while let Some(&&(from, to)) = holes.peek() {
                if to < first {
                    holes.next();
                    continue;
                }
                if from > last {
                    break;
                }
                if from > first {
                    rest.push((first, from - 1));
                }
                if to >= last {
                    all_gone = true;
                    break;
                }
                first = to + 1;
            }
            if !all_gone {
                rest.push((first, last));
            }
        }
        Self(rest.into())
    }

    /// Whether every number is in the other.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.difference(other).is_empty()
    }
}

impl Default for Ranges {
    fn default() -> Self {
        Self::none()
    }
}

impl FromIterator<(u128, u128)> for Ranges {
    fn from_iter<I: IntoIterator<Item = (u128, u128)>>(ranges: I) -> Self {
        Self::of(ranges)
    }
}
