//! How many rounds, from which seed, and what is said at the end.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a long run is asked for by the environment and read on a terminal"
)]

use std::collections::BTreeMap;
use std::time::Instant;

use crate::generate::Random;

/// What the rounds of one comparison came to, counted by name.
#[derive(Debug)]
pub(crate) struct Tally {
    name: &'static str,
    started: Instant,
    counts: BTreeMap<String, u64>,
}

impl Tally {
    pub(crate) fn add(&mut self, what: impl Into<String>) {
        *self.counts.entry(what.into()).or_default() += 1;
    }

    pub(crate) fn count(&self, what: &str) -> u64 {
        self.counts.get(what).copied().unwrap_or_default()
    }
}

/// Runs `round` a number of times: as many as `BAILIWICK_ROUNDS` says, divided by `cost`, or a
/// bounded slice of `few`. Each round has a seed of its own, by which it can be repeated.
pub(crate) fn rounds(
    name: &'static str,
    few: u64,
    cost: u64,
    mut round: impl FnMut(u64, &mut Random, &mut Tally),
) -> Tally {
    let number = |variable| {
        std::env::var(variable)
            .ok()?
            .replace('_', "")
            .parse::<u64>()
            .ok()
    };
    let count = number("BAILIWICK_ROUNDS").map_or(few, |rounds| (rounds / cost).max(1));
    let first = number("BAILIWICK_SEED").unwrap_or(1);
    let mut tally = Tally {
        name,
        started: Instant::now(),
        counts: BTreeMap::new(),
    };
    for seed in first..first + count {
        round(seed, &mut Random::new(seed), &mut tally);
    }
    println!(
        "{}: {count} rounds in {:.1?}",
        tally.name,
        tally.started.elapsed()
    );
    for (what, count) in &tally.counts {
        println!("  {what}: {count}");
    }
    tally
}
