//! Proofs against the reference: no wrong `proved`, and every witness is one.

use bailiwick_iam::decide::Layers;
use bailiwick_iam::policy::Policy;
use bailiwick_iam::prove::{Proof, no_new_access};

use crate::generate::pair::pair;
use crate::reference::completions;
use crate::run::rounds;
use crate::universe::{Universe, allows};

#[test]
fn inclusion_is_what_brute_force_finds() {
    let tally = rounds("inclusion", 100, 10, |seed, random, tally| {
        let ([existing, new], about) = pair(random);
        let universe = Universe::around(&[&existing, &new], &about, random);
        let found = universe.new_access(&existing, &new);
        let both = || format!("{}\n{}", existing.to_minified(), new.to_minified());
        if let Some(facts) = &found {
            let is_new = allows(&new, facts) && !allows(&existing, facts);
            assert!(
                is_new,
                "seed {seed}: the universe is wrong: {facts:?}\n{}",
                both()
            );
        }
        match no_new_access(&[&existing], &[&new]) {
            Proof::Proved => {
                tally.add("proved");
                assert!(
                    found.is_none(),
                    "seed {seed}: wrongly proved: {found:?}\n{}",
                    both()
                );
            }
            Proof::Refuted(witness) => {
                tally.add("refuted");
                if found.is_none() {
                    tally.add("refuted, which the universe is too small for");
                }
                for facts in witnessed(&existing, &new, &witness.request) {
                    let is_new = allows(&new, &facts) && !allows(&existing, &facts);
                    assert!(is_new, "seed {seed}: no witness: {facts:?}\n{}", both());
                }
            }
            Proof::Unknown(reasons) => {
                tally.add("unknown");
                let what = if found.is_some() {
                    "new access"
                } else {
                    "nothing"
                };
                tally.add(format!("unknown, the universe has {what}"));
                assert!(!reasons.is_empty());
            }
        }
    });
    assert!(
        tally.count("proved") > 0 && tally.count("refuted") > 0,
        "{tally:?}"
    );
}

/// Every completion of a witness.
fn witnessed(
    existing: &Policy,
    new: &Policy,
    request: &bailiwick_iam::request::Request,
) -> Vec<crate::reference::facts::Facts> {
    let all = completions(&Layers::identity([existing, new]), request);
    (0..all.count().min(50))
        .map(|number| all.nth(number).1)
        .collect()
}
