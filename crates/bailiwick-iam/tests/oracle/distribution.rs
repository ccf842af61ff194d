//! Whether the questions asked at random are worth asking.

use std::collections::BTreeSet;

use crate::generate::shrink::shrink;
use crate::generate::{Random, World};
use crate::reference::{Verdict, completions, verdict};
use crate::run::rounds;

/// Each of the three decisions comes often enough that a mistake in any would show.
#[test]
fn random_requests_meet_every_decision() {
    let tally = rounds("what is asked", 3_000, 100, |_, random, tally| {
        let world = World::random(random, false);
        let all = completions(&world.layers(), &world.request);
        let (policies, facts) = all.nth(0);
        tally.add(format!("{:?}", verdict(&policies, &facts)));
    });
    for decision in ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied"] {
        assert!(tally.count(decision) > 300, "{tally:?}");
    }
}

/// Of open questions some are decided all the same, and some are not.
#[test]
fn random_open_requests_are_decided_and_undecided() {
    let tally = rounds("what is left open", 500, 1_000, |_, random, tally| {
        let world = World::random(random, true);
        let all = completions(&world.layers(), &world.request);
        let drawn: BTreeSet<_> = (0..all.count().min(100))
            .map(|_| {
                let (policies, facts) = all.nth(random.next() % all.count());
                verdict(&policies, &facts)
            })
            .collect();
        tally.add(match (all.count(), drawn.len()) {
            (1, _) => "nothing is open",
            (_, 1) => "open and decided",
            _ => "undecided",
        });
    });
    assert!(tally.count("open and decided") > 50, "{tally:?}");
    assert!(tally.count("undecided") > 50, "{tally:?}");
}

/// What is printed on a disagreement is still one, and nothing in it is idle.
#[test]
fn a_question_is_made_as_small_as_it_can_be() {
    let allowed = |world: &World| {
        let all = completions(&world.layers(), &world.request);
        let (policies, facts) = all.nth(0);
        verdict(&policies, &facts) == Verdict::Allowed
    };
    let mut worlds = (1..).map(|seed| World::random(&mut Random::new(seed), false));
    let world = worlds.find(|world| allowed(world)).expect("endless");
    let small = shrink(world, allowed);
    assert!(allowed(&small));
    assert!(small.to_string().len() < 1_500, "{small}");
}
