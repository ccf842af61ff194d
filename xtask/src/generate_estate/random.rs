//! Numbers that look random and are the same on every machine.

/// SplitMix64: "Fast Splittable Pseudorandom Number Generators", Steele, Lea and Flood, 2014.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Whether something happens that happens once in so many times.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.number().is_multiple_of(times)
    }

    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        // Choices are few: neither cast loses anything that matters.
        choices[(self.number() % choices.len() as u64) as usize]
    }
}
