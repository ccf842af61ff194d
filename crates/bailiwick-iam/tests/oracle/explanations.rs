//! Explanations against the reference: the same decision, and of each statement what is so.

use bailiwick_iam::decide::{
    Explanation, Finding, Known, Layer, Layers, Mismatch, StatementFinding, decide, explain,
};
use bailiwick_iam::policy::{Effect, Policy, Principal, Statement};

use crate::generate::World;
use crate::reference::facts::Facts;
use crate::reference::principal::named;
use crate::reference::statement::{is_on_action, is_on_resource};
use crate::reference::{completions, condition};
use crate::run::rounds;

#[test]
fn explanations_say_what_was_decided_and_why() {
    rounds("explanations", 3_000, 20, |seed, random, tally| {
        let world = World::random(random, random.clone().percent(50));
        let layers = world.layers();
        let Explanation {
            decision,
            statements,
            ..
        } = explain(&world.request, &layers);
        assert_eq!(
            decision,
            decide(&world.request, &layers),
            "seed {seed}: {world}"
        );
        let all = completions(&layers, &world.request);
        for _ in 0..all.count().min(4) {
            let (_, facts) = all.nth(random.next() % all.count());
            for finding in &statements {
                let (policy, statement) = of(&layers, finding);
                let bounded = !matches!(layers.boundary, Known::Known(None));
                let right = is_right(finding, policy, statement, &facts, bounded);
                assert!(right, "seed {seed}: {finding:?}\n{facts:?}\n{world}");
                tally.add("findings");
            }
        }
    });
}

/// The statement that a finding is about.
fn of<'p>(layers: &Layers<'p>, finding: &StatementFinding) -> (&'p Policy, &'p Statement) {
    fn known<T>(value: &Known<T>) -> &T {
        match value {
            Known::Known(value) => value,
            Known::Unknown(what) => panic!("a finding in what was not given: {what}"),
        }
    }
    let policy = match finding.layer {
        Layer::Identity => known(&layers.identity)[finding.policy],
        Layer::Session => known(&layers.session).as_ref().expect("policies")[finding.policy],
        Layer::Boundary => known(&layers.boundary).expect("a policy"),
        Layer::Resource => known(&layers.resource).expect("a policy"),
        Layer::Endpoint => known(&layers.endpoint).expect("a policy"),
        Layer::ServiceControl => known(&layers.service_control)[finding.level][finding.policy],
        Layer::ResourceControl => known(&layers.resource_control)[finding.level][finding.policy],
    };
    (policy, &policy.statements[finding.statement])
}

fn is_right(
    finding: &StatementFinding,
    policy: &Policy,
    statement: &Statement,
    facts: &Facts,
    bounded: bool,
) -> bool {
    let names = matches!(finding.layer, Layer::Resource | Layer::Endpoint);
    // `NotPrincipal` with `Deny` always denies who has a permissions boundary
    // (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>).
    let whom = !names
        || bounded
            && statement.effect == Effect::Deny
            && matches!(statement.principal, Some(Principal::AllExcept(_)))
        || statement
            .principal
            .as_ref()
            .is_some_and(|principal| named(principal, statement.effect, facts).is_some());
    let action = is_on_action(statement, facts);
    let resource = is_on_resource(policy, statement, facts);
    let condition = condition::holds(policy.version, &statement.condition, facts);
    match &finding.finding {
        Finding::Applies => whom && action && resource && condition,
        Finding::DoesNot(Mismatch::Action) => !action,
        Finding::DoesNot(Mismatch::Principal) => !whom,
        Finding::DoesNot(Mismatch::Resource) => !resource,
        Finding::DoesNot(Mismatch::Condition { .. }) => !condition,
        Finding::Unknown(_) => true,
    }
}
