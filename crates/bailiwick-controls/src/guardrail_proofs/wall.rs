//! The organisation's policies over an account, judged once for all accounts under the same.
//!
//! Owns: [`Walls`]. What is remembered is a claim's proof, which hangs on the claim and the
//! policies alone, and these policies made ready to decide; who asks is never part of it.

use std::collections::HashMap;

use bailiwick_compile::guardrails::PolicyType;
use bailiwick_iam::account::administrator_access;
use bailiwick_iam::decide::{Decision, Known, Layers, Prepared};
use bailiwick_iam::policy::{Policy, Statement};
use bailiwick_iam::prove::Proof;
use bailiwick_iam::request::Request;
use bailiwick_iam::service_data;

use super::allows_all;
use super::claim::Claim;
use super::way_in::asked;
use crate::may::selects;

/// Policies of an organisation, level by level from its root.
pub(super) type Levels = Known<Vec<Vec<Policy>>>;

/// Every wall that was met so far: most accounts stand behind the same few.
#[derive(Default)]
pub(super) struct Walls(Vec<Wall>);

/// What limits an account from above.
pub(super) struct Wall {
    service_control: Levels,
    resource_control: Levels,
    /// These policies over somebody who may do everything.
    prepared: Prepared,
    judged: Vec<(PolicyType, Vec<Statement>, Judged)>,
}

/// What is known of a claim behind a wall.
#[derive(Clone)]
pub(super) struct Judged {
    /// Whether everything that the claim denies is denied.
    pub(super) forbids: Proof,
    /// What those who are excepted ask for.
    pub(super) asked: Vec<Asked>,
}

/// A resource, and actions on it that the wall does not tell apart: one is decided for all.
#[derive(Clone)]
pub(super) struct Asked {
    /// The resource.
    pub(super) arn: String,
    /// At least one action.
    pub(super) actions: Vec<String>,
}

/// Services of which the evaluator knows actions by their names or resources.
const KNOWN_BY_NAME: [&str; 5] = ["dynamodb", "iam", "kms", "s3", "sts"];

impl Walls {
    /// The wall of these policies.
    pub(super) fn of(&mut self, service_control: &Levels, resource_control: &Levels) -> &mut Wall {
        let same = |wall: &Wall| {
            wall.service_control == *service_control && wall.resource_control == *resource_control
        };
        let place = self.0.iter().position(same).unwrap_or_else(|| {
            self.0.push(Wall::new(service_control, resource_control));
            self.0.len() - 1
        });
        &mut self.0[place]
    }
}

impl Wall {
    fn new(service_control: &Levels, resource_control: &Levels) -> Self {
        let layers = Layers {
            service_control: by_level(service_control),
            resource_control: by_level(resource_control),
            ..Layers::identity([administrator_access()])
        };
        Self {
            prepared: Prepared::new(&layers),
            service_control: service_control.clone(),
            resource_control: resource_control.clone(),
            judged: Vec::new(),
        }
    }

    /// Whether all of its policies are known.
    pub(super) fn is_known(&self) -> bool {
        let known = |levels: &Levels| matches!(levels, Known::Known(_));
        known(&self.service_control) && known(&self.resource_control)
    }

    /// Whether it lets a request pass.
    pub(super) fn lets_in(&self, request: &Request) -> bool {
        self.prepared.decide(request) == Decision::Allowed
    }

    /// Whether it forbids what is claimed.
    pub(super) fn judge(&mut self, claim: &Claim) -> Judged {
        let same = |known: &&(PolicyType, Vec<Statement>, Judged)| {
            known.0 == claim.kind && known.1 == claim.denials
        };
        if let Some((_, _, judged)) = self.judged.iter().find(same) {
            return judged.clone();
        }
        let judged = Judged {
            forbids: self.prove(claim),
            asked: self.classes(claim.denials.iter().flat_map(asked)),
        };
        let known = (claim.kind, claim.denials.clone(), judged.clone());
        self.judged.push(known);
        judged
    }

    /// Requests by resource and by what the wall sees of their actions: which statements are
    /// about them, and whether policies over resources are about their service.
    fn classes(&self, asked: impl Iterator<Item = (String, String)>) -> Vec<Asked> {
        let all = [&self.service_control, &self.resource_control];
        let known = all.into_iter().filter_map(|levels| match levels {
            Known::Known(levels) => Some(levels),
            Known::Unknown(_) => None,
        });
        let policies = known.flatten().flatten();
        let statements: Vec<&Statement> = policies.flat_map(|one| &one.statements).collect();
        let mut classes: Vec<Asked> = Vec::new();
        let mut places: HashMap<(String, Vec<bool>, bool, Option<String>), usize> = HashMap::new();
        for (action, arn) in asked {
            let service = action.split(':').next().unwrap_or_default();
            let about = statements.iter().map(|one| selects(&one.action, &action));
            let by_name = KNOWN_BY_NAME.contains(&service).then(|| action.clone());
            let limited = service_data().rcp_supported(service);
            let key = (arn.clone(), about.collect(), limited, by_name);
            let place = *places.entry(key).or_insert(classes.len());
            match classes.get_mut(place) {
                Some(class) => class.actions.push(action),
                None => classes.push(Asked {
                    arn,
                    actions: vec![action],
                }),
            }
        }
        classes
    }

    fn prove(&self, claim: &Claim) -> Proof {
        let levels = match claim.kind {
            PolicyType::ResourceControl => &self.resource_control,
            PolicyType::ServiceControl | PolicyType::Tag => &self.service_control,
        };
        match levels {
            Known::Known(levels) => {
                // What is proved counts denials alone. A request that none of them denies is
                // only let through where each level allows everything, as `FullAWSAccess` does.
                let is_open = levels.iter().all(|level| level.iter().any(allows_all));
                let policies: Vec<Policy> = levels.iter().flatten().cloned().collect();
                match claim.holds_under(&policies) {
                    Proof::Refuted(_) if !is_open => {
                        let why = "a level of the organisation allows only some of what there is";
                        Proof::Unknown([why.to_owned()].into())
                    }
                    proof => proof,
                }
            }
            Known::Unknown(why) => Proof::Unknown([why.clone()].into()),
        }
    }
}

fn by_level(levels: &Levels) -> Known<Vec<Vec<&Policy>>> {
    match levels {
        Known::Known(levels) => {
            Known::Known(levels.iter().map(|level| level.iter().collect()).collect())
        }
        Known::Unknown(why) => Known::Unknown(why.clone()),
    }
}
