//! What is proved of layers, against every request of a small universe.

use bailiwick_iam::actions::matches_wildcard;
use bailiwick_iam::decide::{Decision, Known, Layers, decide};
use bailiwick_iam::policy::{Policy, Principal, PrincipalKind, Principals, Statement};
use bailiwick_iam::prove::{Proof, not_granted_within};
use bailiwick_iam::request::{AccountId, Caller, Request};

use crate::brute_force::seeds;
use crate::random::{Random, policy};
use crate::universe::any_request;

/// How many requests are tried against each proof.
const TRIED: usize = 400;

const TARGETS: [(&str, &str); 6] = [
    ("*", "*"),
    ("s3:*", "arn:aws:s3:::logs/*"),
    ("s3:Get*", "*"),
    ("s3:PutObject", "arn:aws:s3:::data/*"),
    ("sqs:*", "*"),
    ("*", "arn:aws:s3:::logs/a*"),
];

/// Policies for every layer, some of them absent.
struct World {
    identity: Policy,
    boundary: Option<Policy>,
    session: Option<Policy>,
    service_control: Vec<Vec<Policy>>,
    resource_control: Vec<Vec<Policy>>,
    resource: Option<Policy>,
}

impl World {
    fn new(random: &mut Random) -> Self {
        let all = Policy::new([Statement::allow(["*"]).on(["*"])]);
        let maybe = |random: &mut Random, count: usize| {
            let is_there = random.one_in(count);
            is_there.then(|| policy(random, false))
        };
        let level = |random: &mut Random| {
            let mut level = vec![policy(random, false)];
            level.extend(random.one_in(2).then(|| all.clone()));
            level
        };
        let control = (0..random.below(3)).map(|_| level(random)).collect();
        let of_everyone = |mut policy: Policy| {
            for statement in &mut policy.statements {
                statement.principal = Some(Principal::Only(Principals::Everyone));
            }
            policy
        };
        let resource_control = (0..random.below(2))
            .map(|_| level(random).into_iter().map(of_everyone).collect())
            .collect();
        Self {
            identity: policy(random, false),
            boundary: maybe(random, 2),
            session: maybe(random, 3),
            service_control: control,
            resource_control,
            resource: random.one_in(3).then(|| policy(random, true)),
        }
    }

    fn layers(&self) -> Layers<'_> {
        Layers {
            boundary: Known::Known(self.boundary.as_ref()),
            session: Known::Known(self.session.as_ref().map(|policy| vec![policy])),
            service_control: Known::Known(levels(&self.service_control)),
            resource_control: Known::Known(levels(&self.resource_control)),
            resource: Known::Known(self.resource.as_ref()),
            ..Layers::identity([&self.identity])
        }
    }

    fn policies(&self) -> Vec<&Policy> {
        let one = [Some(&self.identity), self.boundary.as_ref()];
        let other = [self.session.as_ref(), self.resource.as_ref()];
        let levels = self.service_control.iter().chain(&self.resource_control);
        let single = one.into_iter().chain(other).flatten();
        single.chain(levels.flatten()).collect()
    }
}

fn levels(levels: &[Vec<Policy>]) -> Vec<Vec<&Policy>> {
    let levels = levels.iter();
    levels.map(|level| level.iter().collect()).collect()
}

/// A policy that leaves access to an account.
fn left_to(account: AccountId) -> Policy {
    let principal = Principal::of(PrincipalKind::Aws, [account.to_string()]);
    Policy::new([Statement::allow(["*"]).on(["*"]).for_principal(principal)])
}

fn is_holder(caller: &Caller) -> bool {
    matches!(caller, Caller::User { .. } | Caller::RoleSession { .. })
}

#[test]
fn nothing_is_proved_of_layers_that_a_request_refutes() {
    let (mut proved, mut refuted, mut unknown, mut tried) = (0, 0, 0, 0);
    for round in seeds() {
        let mut random = Random::new(round);
        let world = World::new(&mut random);
        let layers = world.layers();
        let (action, resource) = TARGETS[random.below(TARGETS.len())];
        let proof = not_granted_within(&layers, None, &[action.to_owned()], &[resource.to_owned()]);
        let said = |request: &Request| {
            let policies = world.policies();
            let texts: Vec<String> = policies.iter().map(|one| one.to_minified()).collect();
            format!(
                "round {round}: {action} on {resource}\n{request:?}\n{}",
                texts.join("\n")
            )
        };
        let decided = |request: &Request| {
            let left = request.caller.account().map(left_to);
            match (&layers.resource, &left) {
                (Known::Known(None), Some(policy)) => {
                    let resource = Known::Known(Some(policy));
                    decide(
                        request,
                        &Layers {
                            resource,
                            ..layers.clone()
                        },
                    )
                }
                _ => decide(request, &layers),
            }
        };
        match proof {
            Proof::Unknown(_) => unknown += 1,
            Proof::Refuted(witness) => {
                refuted += 1;
                let request = &witness.request;
                assert_eq!(decided(request), Decision::Allowed, "{}", said(request));
                assert!(is_holder(&request.caller), "{}", said(request));
            }
            Proof::Proved => {
                proved += 1;
                for _ in 0..TRIED {
                    let request = any_request(&mut random);
                    if matches_wildcard(action, &request.action)
                        && matches_wildcard(resource, &request.resource.arn)
                    {
                        tried += 1;
                        assert_ne!(decided(&request), Decision::Allowed, "{}", said(&request));
                    }
                }
            }
        }
    }
    println!(
        "layers: {proved} proved ({tried} requests tried), {refuted} refuted, {unknown} unknown"
    );
    assert!(
        proved > 0 && refuted > 0 && tried > 0,
        "the layers hardly meet"
    );
}
