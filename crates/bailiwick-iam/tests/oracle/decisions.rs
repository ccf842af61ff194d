//! Decisions of the engine against those of the reference evaluator.

use std::collections::BTreeSet;

use bailiwick_iam::decide::{Decision, decide};

use crate::generate::{Random, World, shrink::shrink};
use crate::reference::{Verdict, completions, verdict};
use crate::run::{Tally, rounds};

/// Completions looked at for one question; of more, so many are drawn.
const MOST: u64 = 200;

/// What a comparison of one question came to.
pub(crate) enum Outcome {
    /// Both say the same.
    Agree(&'static str),
    /// The engine says that it does not know, and all completions agree.
    Imprecise(Verdict),
    /// They do not, and how.
    Disagree(String),
}

pub(crate) fn compare(world: &World) -> Outcome {
    let layers = world.layers();
    let decision = decide(&world.request, &layers);
    let all = completions(&layers, &world.request);
    let exhaustive = all.count() <= MOST;
    let mut random = Random::new(all.count());
    let mut verdicts = BTreeSet::new();
    for draw in 0..all.count().min(MOST) {
        let number = if exhaustive {
            draw
        } else {
            random.next() % all.count()
        };
        let (policies, facts) = all.nth(number);
        let verdict = verdict(&policies, &facts);
        if known(&decision).is_some_and(|known| known != verdict) {
            let facts = format!("{facts:#?}");
            return Outcome::Disagree(format!(
                "engine {decision:?}, reference {verdict:?}\n{facts}"
            ));
        }
        verdicts.insert(verdict);
    }
    match (&decision, verdicts.first()) {
        (Decision::Unknown(undecided), _)
            if undecided.keys.is_empty() && undecided.other.is_empty() =>
        {
            Outcome::Disagree("unknown, and nothing is named".to_owned())
        }
        (Decision::Unknown(_), Some(&only)) if exhaustive && verdicts.len() == 1 => {
            match all.count() {
                1 => Outcome::Disagree(format!("engine {decision:?}, reference {only:?}")),
                _ => Outcome::Imprecise(only),
            }
        }
        (Decision::Unknown(_), _) => Outcome::Agree("unknown"),
        (Decision::Allowed, _) => Outcome::Agree("allowed"),
        (Decision::ExplicitlyDenied, _) => Outcome::Agree("explicitly denied"),
        (Decision::ImplicitlyDenied, _) => Outcome::Agree("implicitly denied"),
    }
}

fn known(decision: &Decision) -> Option<Verdict> {
    match decision {
        Decision::Allowed => Some(Verdict::Allowed),
        Decision::ExplicitlyDenied => Some(Verdict::ExplicitlyDenied),
        Decision::ImplicitlyDenied => Some(Verdict::ImplicitlyDenied),
        Decision::Unknown(_) => None,
    }
}

/// Compares so many questions, and fails on the first that the two answer differently, made
/// as small as it can be. To say "unknown" too often is no wrong decision, and is counted.
fn check(name: &'static str, few: u64, cost: u64, open: bool) -> Tally {
    rounds(name, few, cost, |seed, random, tally| {
        let world = World::random(random, open);
        match compare(&world) {
            Outcome::Agree(what) => tally.add(what),
            Outcome::Imprecise(verdict) => {
                tally.add("imprecise");
                tally.add(format!("imprecise: unknown, though always {verdict:?}"));
            }
            Outcome::Disagree(_) => {
                let world = shrink(world, |world| {
                    matches!(compare(world), Outcome::Disagree(_))
                });
                let Outcome::Disagree(how) = compare(&world) else {
                    unreachable!()
                };
                panic!("seed {seed}: {how}\n{world}");
            }
        }
    })
}

#[test]
fn complete_requests_are_decided_as_the_reference_decides_them() {
    let tally = check("complete requests", 20_000, 1, false);
    assert!(
        tally.count("imprecise") <= tally.count("unknown"),
        "{tally:?}"
    );
}

#[test]
fn open_requests_are_decided_only_where_all_completions_agree() {
    let tally = check("open requests", 5_000, 4, true);
    assert!(
        tally.count("imprecise") * 20 <= tally.count("unknown"),
        "{tally:?}"
    );
}
