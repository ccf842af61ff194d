//! Inclusion of policies, request by request over small universes.

use crate::generate::pair::pair;
use crate::run::rounds;
use crate::universe::{Universe, allows};

/// What the universe finds is new access, and it finds and misses both.
#[test]
fn the_universe_finds_new_access_that_is_new() {
    let tally = rounds("small universes", 500, 1_000, |seed, random, tally| {
        let ([existing, new], about) = pair(random);
        let universe = Universe::around(&[&existing, &new], &about, random);
        match universe.new_access(&existing, &new) {
            None => tally.add("nothing new"),
            Some(facts) => {
                assert!(
                    allows(&new, &facts) && !allows(&existing, &facts),
                    "seed {seed}"
                );
                tally.add("new access");
            }
        }
    });
    assert!(
        tally.count("nothing new") > 0 && tally.count("new access") > 0,
        "{tally:?}"
    );
}
