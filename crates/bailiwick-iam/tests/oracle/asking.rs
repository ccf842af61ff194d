//! Every way of asking the engine gives the answer that `decide` gives.

use bailiwick_iam::decide::{
    Decision, Known, Prepared, PreparedMany, Principal, decide, decide_policy,
};
use bailiwick_iam::policy::Effect;
use bailiwick_iam::request::{KeyValue, Request};

use crate::generate::World;
use crate::reference::statement::{attached, naming};
use crate::reference::{Verdict, completions};
use crate::run::rounds;

/// `who_can` is `decide` for each principal in turn, whoever else is asked of.
#[test]
fn who_can_is_decide_for_each() {
    rounds("who can", 500, 20, |seed, random, tally| {
        let worlds: Vec<World> = (0..8).map(|_| World::random(random, true)).collect();
        let principals = worlds.iter().map(|world| Principal {
            caller: world.request.caller.clone(),
            layers: world.layers(),
        });
        let many = PreparedMany::new(principals);
        let Request {
            action,
            resource,
            context,
            ..
        } = &worlds[0].request;
        let answers = many.who_can(action, resource, context);
        for (world, (caller, decision)) in worlds.iter().zip(answers) {
            let request = Request {
                caller: caller.clone(),
                ..worlds[0].request.clone()
            };
            let alone = decide(&request, &world.layers());
            assert_eq!(decision, alone, "seed {seed}: {request:?}\n{world}");
            tally.add("answers");
        }
    });
}

/// Prepared policies keep nothing of the requests they were asked before.
#[test]
fn prepared_policies_have_no_memory() {
    rounds("prepared once", 500, 20, |seed, random, tally| {
        let world = World::random(random, true);
        let layers = world.layers();
        let prepared = Prepared::new(&layers);
        for _ in 0..8 {
            let request = World::random(random, true).request;
            let decision = prepared.decide(&request);
            assert_eq!(
                decision,
                decide(&request, &layers),
                "seed {seed}: {request:?}\n{world}"
            );
            let values: Option<Vec<(&str, &str)>> = request
                .context
                .keys()
                .map(|(key, value)| match value {
                    KeyValue::Present(values) if values.len() == 1 => Some((key, &*values[0])),
                    _ => None,
                })
                .collect();
            if let (Some(values), KeyValue::Absent) = (values, request.context.others()) {
                let Request {
                    caller,
                    action,
                    resource,
                    ..
                } = &request;
                let asked = prepared.request_of_strings(
                    caller,
                    action,
                    &resource.arn,
                    resource.account,
                    &values,
                );
                assert_eq!(
                    asked.decide(),
                    decision,
                    "seed {seed}: {request:?}\n{world}"
                );
                tally.add("asked in strings");
            }
        }
    });
}

/// One document on its own, against the reference.
#[test]
fn one_policy_is_decided_as_the_reference_decides_it() {
    rounds("one policy", 5_000, 10, |seed, random, tally| {
        let world = World::random(random, false);
        let mut layers = world.layers();
        let (policy, names) = match (&layers.resource, &layers.identity) {
            (Known::Known(Some(policy)), _) => (*policy, true),
            (_, Known::Known(identity)) if !identity.is_empty() => (identity[0], false),
            _ => return,
        };
        layers.identity = Known::Known(vec![policy]);
        let decision = decide_policy(policy, &world.request);
        let all = completions(&layers, &world.request);
        for number in 0..all.count().min(50) {
            let (_, facts) = all.nth(number);
            let has = |effect| match names {
                true => !naming(policy, effect, &facts).is_empty(),
                false => attached(policy, effect, &facts),
            };
            let verdict = match (has(Effect::Deny), has(Effect::Allow)) {
                (true, _) => Verdict::ExplicitlyDenied,
                (false, true) => Verdict::Allowed,
                (false, false) => Verdict::ImplicitlyDenied,
            };
            let agree = match decision {
                Decision::Allowed => verdict == Verdict::Allowed,
                Decision::ExplicitlyDenied => verdict == Verdict::ExplicitlyDenied,
                Decision::ImplicitlyDenied => verdict == Verdict::ImplicitlyDenied,
                Decision::Unknown(_) => all.count() > 1,
            };
            let policy = policy.to_minified();
            assert!(
                agree,
                "seed {seed}: {decision:?}, {verdict:?}\n{policy}\n{facts:?}"
            );
        }
        tally.add(match decision {
            Decision::Unknown(_) => "unknown",
            _ => "known",
        });
    });
}
