//! Random policies, minimised: the evaluator decides alike on every request of a
//! small universe, and whatever is changed in a result is not proved.

use bailiwick_iam::minimise::{minimise, size};
use bailiwick_iam::policy::{Condition, Policy, Selection, Statement};
use bailiwick_iam::prove::{Proof, equivalent};

use crate::brute_force::decisions;
use crate::random::{Random, policy};

const ROUNDS: u64 = 60;

#[test]
fn random_policies_are_decided_on_as_before() {
    let (mut smaller, mut unproved) = (0, 0);
    for seed in 0..ROUNDS {
        let of_resource = seed % 3 == 0;
        let original = policy(&mut Random::new(seed), of_resource);
        let result = minimise(&original);
        assert!(result.after <= size(&original), "seed {seed}");
        smaller += usize::from(result.after < result.before);
        unproved += usize::from(!result.unproved.is_empty());
        let policies = [&original, &result.policy];
        for (request, [before, after]) in decisions(policies, of_resource, &mut Random::new(seed)) {
            assert_eq!(
                before,
                after,
                "seed {seed}: {} became {}, which differs on {request:?}",
                original.to_minified(),
                result.policy.to_minified()
            );
        }
    }
    println!("{ROUNDS} policies: {smaller} smaller, {unproved} not proved");
    assert!(smaller * 4 > ROUNDS as usize, "{smaller} became smaller");
    assert!(unproved * 20 < ROUNDS as usize, "{unproved} are not proved");
}

#[test]
fn whatever_is_changed_in_a_result_is_refuted() {
    let (mut refuted, mut unknown) = (0, 0);
    for seed in 0..ROUNDS {
        let original = policy(&mut Random::new(seed), false);
        let result = minimise(&original);
        if !result.unproved.is_empty() {
            continue;
        }
        let result = result.policy;
        for place in 0..result.statements.len() {
            // Of a statement that matches no request, whatever is changed may not matter.
            let alone = Policy::new([result.statements[place].clone()]);
            if equivalent(&[&alone], &[&Policy::new([])]) == Proof::Proved {
                continue;
            }
            for changed in changes(&result, place) {
                match equivalent(&[&original], &[&changed]) {
                    Proof::Proved => panic!(
                        "seed {seed}: {} is as good as {}",
                        changed.to_minified(),
                        result.to_minified()
                    ),
                    Proof::Refuted(_) => refuted += 1,
                    Proof::Unknown(_) => unknown += 1,
                }
            }
        }
    }
    println!("{refuted} changes refuted, {unknown} neither refuted nor proved");
    assert!(
        refuted > 10 * unknown,
        "{refuted} refuted, {unknown} unknown"
    );
}

/// The policy with another action, resource or condition in the statement at
/// `place`, and without the statement.
fn changes(policy: &Policy, place: usize) -> Vec<Policy> {
    let change = |change: &dyn Fn(&mut Statement)| {
        let mut changed = policy.clone();
        change(&mut changed.statements[place]);
        changed
    };
    let strange = Condition::test("StringEquals", "aws:PrincipalTag/strange", ["x"]);
    let mut changes = vec![
        change(&|statement| statement.action = Selection::only(["ec2:RunInstances"])),
        change(&|statement| statement.resource = Some(Selection::only(["arn:aws:s3:::strange"]))),
        change(&|statement| statement.condition = strange.clone()),
    ];
    // AWS takes no policy without a statement, so the last one stays even if it
    // matches nothing.
    if policy.statements.len() > 1 {
        let mut without = policy.clone();
        without.statements.remove(place);
        changes.push(without);
    }
    let statement = &policy.statements[place];
    for pattern in statement.action.patterns() {
        if statement.action.patterns().len() > 1 {
            changes.push(change(&|statement| {
                drop_from(&mut statement.action, pattern)
            }));
        }
    }
    for resources in statement.resource.iter().map(Selection::patterns) {
        for pattern in resources.iter().filter(|_| resources.len() > 1) {
            changes.push(change(&|statement| {
                if let Some(resource) = &mut statement.resource {
                    drop_from(resource, pattern);
                }
            }));
        }
    }
    changes
}

fn drop_from(selection: &mut Selection, pattern: &str) {
    let (Selection::Only(patterns) | Selection::AllExcept(patterns)) = selection;
    patterns.remove(pattern);
}
