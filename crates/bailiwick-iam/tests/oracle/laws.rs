//! What must hold of the engine whatever AWS's pages say.

use bailiwick_iam::decide::{Decision, Known, decide};
use bailiwick_iam::policy::{Effect, Policy};
use bailiwick_iam::request::KeyValue;

use crate::generate::World;
use crate::generate::policy::{Place, policy};
use crate::reference::mentions;
use crate::run::rounds;

fn decision(world: &World) -> Decision {
    decide(&world.request, &world.layers())
}

/// "An explicit deny in any of these policies overrides the allow"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>):
/// one more can take away and never give.
#[test]
fn one_more_deny_never_allows_more() {
    rounds("one more deny", 5_000, 10, |seed, random, _| {
        let world = World::random(random, true);
        let before = decision(&world);
        let mut more = world.clone();
        for policy_there in policies(&mut more) {
            let place = match policy_there
                .statements
                .iter()
                .any(|one| one.principal.is_some())
            {
                true => Place::Resource,
                false => Place::Attached,
            };
            let mut added = policy(random, place, &world.request).statements;
            added
                .iter_mut()
                .for_each(|statement| statement.effect = Effect::Deny);
            policy_there.statements.extend(added);
        }
        let after = decision(&more);
        let allowed_more = match before {
            Decision::Allowed | Decision::Unknown(_) => false,
            Decision::ExplicitlyDenied => after != Decision::ExplicitlyDenied,
            Decision::ImplicitlyDenied => after == Decision::Allowed,
        };
        assert!(
            !allowed_more,
            "seed {seed}: {before:?}, then {after:?}\n{world}\n{more}"
        );
    });
}

/// Neither the statements of a policy nor the policies of a layer have an order, and a policy
/// means the same when it is written and read again.
#[test]
fn order_and_writing_have_no_meaning() {
    rounds("order and writing", 5_000, 10, |seed, random, _| {
        let world = World::random(random, true);
        let mut turned = world.clone();
        for policy in policies(&mut turned) {
            policy.statements.reverse();
            *policy = Policy::from_json(&policy.to_json()).expect("what was written");
        }
        if let Known::Known(identity) = &mut turned.identity {
            identity.reverse();
        }
        for levels in [&mut turned.service_control, &mut turned.resource_control] {
            if let Known::Known(levels) = levels {
                levels.iter_mut().for_each(|level| level.reverse());
                levels.reverse();
            }
        }
        assert_eq!(
            decision(&world),
            decision(&turned),
            "seed {seed}\n{world}\n{turned}"
        );
    });
}

/// An answer that was given stands when more becomes known.
#[test]
fn what_becomes_known_never_turns_a_decision() {
    rounds("more becomes known", 5_000, 10, |seed, random, tally| {
        let world = World::random(random, true);
        let before = decision(&world);
        let mut policies_there = world.clone();
        let policies: Vec<&Policy> = policies(&mut policies_there)
            .into_iter()
            .map(|policy| &*policy)
            .collect();
        let mut refined = world.clone();
        for key in mentions::keys(&policies) {
            // A key that follows from the caller is known though nothing is said of it.
            if world.request.context.set(&key) != Some(&KeyValue::Unknown) {
                continue;
            }
            let values = mentions::values(&key, &policies, &world.request);
            let value = match values[random.below(values.len())].clone() {
                Some(values) => KeyValue::Present(values),
                None => KeyValue::Absent,
            };
            refined.request.context = refined.request.context.with_value(&key, value);
        }
        let after = decision(&refined);
        tally.add(match &before {
            Decision::Unknown(_) => "was unknown",
            _ => "was known",
        });
        let turned = !matches!(before, Decision::Unknown(_)) && before != after;
        assert!(
            !turned,
            "seed {seed}: {before:?}, then {after:?}\n{world}\n{refined}"
        );
    });
}

/// Every policy of every layer that is known.
fn policies(world: &mut World) -> Vec<&mut Policy> {
    fn of<T>(value: &mut Known<T>) -> Option<&mut T> {
        match value {
            Known::Known(value) => Some(value),
            Known::Unknown(_) => None,
        }
    }
    let mut all: Vec<&mut Policy> = Vec::new();
    all.extend(of(&mut world.identity).into_iter().flatten());
    all.extend(
        of(&mut world.session)
            .and_then(Option::as_mut)
            .into_iter()
            .flatten(),
    );
    for one in [
        &mut world.boundary,
        &mut world.resource,
        &mut world.endpoint,
    ] {
        all.extend(of(one).and_then(Option::as_mut));
    }
    for levels in [&mut world.service_control, &mut world.resource_control] {
        all.extend(of(levels).into_iter().flatten().flatten());
    }
    all
}
