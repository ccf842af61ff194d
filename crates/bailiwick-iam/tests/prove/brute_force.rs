//! The prover against every request of a small universe.
//!
//! A bounded slice runs with the other tests. The long run, of two pairs a round:
//!
//! ```sh
//! BAILIWICK_ROUNDS=50000 cargo test --release -p bailiwick-iam --test prove brute_force -- --nocapture
//! ```
//!
//! `BAILIWICK_SEED` begins elsewhere; what is wrong prints the seed of its own.

use std::ops::Range;

use bailiwick_iam::decide::{Decision, decide_policy};
use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, equivalent, no_new_access};
use bailiwick_iam::request::Request;

use crate::random::{Random, asking_for_null, policy};
use crate::universe::Universe;

/// How many pairs of policies are compared, unless `BAILIWICK_ROUNDS` says.
const ROUNDS: u64 = 150;

/// How many requests of the universe are tried at most for one pair; those
/// that are left out are others for each pair.
const MOST_REQUESTS: usize = 600;

/// The seeds of the rounds: one for each.
pub(crate) fn seeds() -> Range<u64> {
    let number = |variable| {
        let asked = std::env::var(variable).ok();
        asked.map(|asked| asked.parse::<u64>().expect("a number"))
    };
    let first = number("BAILIWICK_SEED").unwrap_or(1);
    first..first + number("BAILIWICK_ROUNDS").unwrap_or(ROUNDS)
}

#[derive(Default)]
struct Tally {
    proved: u64,
    refuted: u64,
    unknown: u64,
}

impl Tally {
    fn count(&mut self, proof: &Proof) {
        match proof {
            Proof::Proved => self.proved += 1,
            Proof::Refuted(_) => self.refuted += 1,
            Proof::Unknown(_) => self.unknown += 1,
        }
    }
}

/// Both sides' decisions on some requests of the universe.
pub(crate) fn decisions(
    policies: [&Policy; 2],
    of_resource: bool,
    random: &mut Random,
) -> impl Iterator<Item = (Request, [Decision; 2])> {
    let universe = Universe::of(&policies, of_resource);
    let count = universe.count();
    let step = count.div_ceil(MOST_REQUESTS).max(1);
    // A step that shares no factor with the universe meets all of its digits.
    let step = (step..).find(|step| coprime(*step, count)).unwrap_or(1);
    let start = random.below(count);
    (0..count.min(MOST_REQUESTS)).map(move |number| {
        let request = universe.nth((start + number * step) % count);
        let decisions = policies.map(|policy| decide_policy(policy, &request));
        (request, decisions)
    })
}

fn coprime(mut one: usize, mut other: usize) -> bool {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one == 1
}

fn is_known(decision: &Decision) -> bool {
    !matches!(decision, Decision::Unknown(_))
}

fn explain(first: &Policy, second: &Policy) -> String {
    format!(
        "\nfirst  {}\nsecond {}\n",
        first.to_minified(),
        second.to_minified()
    )
}

#[test]
fn nothing_is_proved_that_a_request_refutes() {
    let mut tally = Tally::default();
    for seed in seeds() {
        let mut random = Random::new(seed);
        let of_resource = seed % 3 == 1;
        let first = policy(&mut random, of_resource);
        let second = policy(&mut random, of_resource);
        let [first, second] = [first, second].map(|policy| asking_for_null(policy, &mut random));
        let proof = no_new_access(&[&first], &[&second]);
        tally.count(&proof);
        match &proof {
            Proof::Proved => {
                for (request, [old, new]) in decisions([&first, &second], of_resource, &mut random)
                {
                    assert!(
                        new != Decision::Allowed || old == Decision::Allowed || !is_known(&old),
                        "seed {seed}: wrongly proved\n{request:?}\n{old:?} {new:?}{}",
                        explain(&first, &second)
                    );
                }
            }
            Proof::Refuted(witness) => {
                let old = decide_policy(&first, &witness.request);
                let new = decide_policy(&second, &witness.request);
                assert!(
                    new == Decision::Allowed && old != Decision::Allowed && is_known(&old),
                    "seed {seed}: {witness:?}{}",
                    explain(&first, &second)
                );
            }
            Proof::Unknown(reasons) => {
                let unconfirmed = reasons
                    .iter()
                    .any(|reason| reason.contains("does not confirm"));
                assert!(
                    !unconfirmed,
                    "seed {seed}: {reasons:?}{}",
                    explain(&first, &second)
                );
            }
        }
    }
    let Tally {
        proved,
        refuted,
        unknown,
    } = tally;
    println!("no new access: {proved} proved, {refuted} refuted, {unknown} unknown");
    assert!(proved > 0 && refuted > 0, "the policies hardly meet");
}

#[test]
fn policies_are_alike_only_if_they_decide_alike() {
    let mut tally = Tally::default();
    for seed in seeds() {
        let mut random = Random::new(seed);
        let of_resource = seed % 3 == 1;
        let first = policy(&mut random, of_resource);
        let first = asking_for_null(first, &mut random);
        // Without one of its statements a policy is often the same, often not.
        let mut second = first.clone();
        second
            .statements
            .remove(random.below(first.statements.len()));
        let proof = equivalent(&[&first], &[&second]);
        tally.count(&proof);
        if proof == Proof::Proved {
            for (request, [one, other]) in decisions([&first, &second], of_resource, &mut random) {
                assert!(
                    one == other || !is_known(&one) || !is_known(&other),
                    "seed {seed}: {request:?}\n{one:?} {other:?}{}",
                    explain(&first, &second)
                );
            }
        }
    }
    let Tally {
        proved,
        refuted,
        unknown,
    } = tally;
    println!("equivalent: {proved} proved, {refuted} refuted, {unknown} unknown");
    assert!(refuted > 0, "the policies hardly differ");
}
