//! Every request of a small universe, as far as some policies can tell them apart.

use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::{Caller, Context, Request, Resource};

use crate::random::Random;

const ACTIONS: [&str; 4] = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:GetBucketAcl",
    "sqs:SendMessage",
];
const RESOURCES: [&str; 7] = [
    "*",
    "arn:aws:s3:::logs/a",
    "arn:aws:s3:::logs/ab",
    "arn:aws:s3:::logs/b",
    "arn:aws:s3:::data/ab",
    "arn:aws:s3:::a/ab",
    "arn:aws:sqs:us-east-1:111122223333:ab",
];

/// Keys with the values they take, besides not being there.
const KEYS: [(&str, &[&[&str]]); 7] = [
    (
        "aws:PrincipalTag/team",
        &[&["a"], &["A"], &["ab"], &["logs"], &["x*"], &[""]],
    ),
    ("aws:PrincipalTag/role", &[&["a"], &["AB"]]),
    (
        "aws:TagKeys",
        &[&["a"], &["b"], &["a", "b"], &["ab", "c"], &[""], &["", "a"]],
    ),
    (
        "aws:MultiFactorAuthAge",
        &[&["4"], &["5"], &["7.5"], &["10"], &["11"]],
    ),
    (
        "aws:SourceIp",
        &[
            &["10.1.2.3"],
            &["10.2.0.1"],
            &["192.0.2.1"],
            &["203.0.113.9"],
            &["2001:db8::1"],
        ],
    ),
    ("aws:SecureTransport", &[&["true"], &["false"]]),
    (
        "aws:SourceArn",
        &[
            &["arn:aws:sns:us-east-1:111122223333:ab"],
            &["arn:aws:sns:eu-west-1:111122223333:b:a"],
            &["arn:aws:sns:us-east-1:444455556666:ab"],
        ],
    ),
];

/// Every request of the universe, by number; keys that the policies do not use
/// are absent.
pub(crate) struct Universe {
    callers: Vec<Caller>,
    /// The keys that policies use, with the values they take; one case more is
    /// that the key is absent.
    keys: Vec<(&'static str, &'static [&'static [&'static str]])>,
}

impl Universe {
    pub(crate) fn of(policies: &[&Policy], of_resource: bool) -> Self {
        let text: String = policies.iter().map(|policy| policy.to_minified()).collect();
        let keys = KEYS.into_iter().filter(|(key, _)| text.contains(key));
        let mut callers = vec![Caller::user("arn:aws:iam::111122223333:user/ada")];
        if of_resource {
            callers.extend([
                Caller::user("arn:aws:iam::444455556666:user/eve"),
                Caller::role_session("arn:aws:iam::111122223333:role/admin", "day"),
                Caller::role_session("arn:aws:iam::111122223333:role/admin", "night"),
                Caller::Service {
                    name: "sns.amazonaws.com".to_owned(),
                },
                Caller::Anonymous,
            ]);
        }
        Self {
            callers,
            keys: keys.collect(),
        }
    }

    /// How many requests there are.
    pub(crate) fn count(&self) -> usize {
        let cases = self.keys.iter().map(|(_, values)| values.len() + 1);
        cases.product::<usize>() * self.callers.len() * ACTIONS.len() * RESOURCES.len()
    }

    /// The request with this number: its digits, each of another base, choose.
    pub(crate) fn nth(&self, mut number: usize) -> Request {
        let mut choose = |count: usize| {
            let chosen = number % count;
            number /= count;
            chosen
        };
        let mut context = Context::complete();
        for (key, values) in &self.keys {
            if let Some(values) = values.get(choose(values.len() + 1)) {
                context = context.with(key, values.to_vec());
            }
        }
        Request {
            caller: self.callers[choose(self.callers.len())].clone(),
            action: ACTIONS[choose(ACTIONS.len())].to_owned(),
            resource: Resource::new(RESOURCES[choose(RESOURCES.len())]),
            context,
        }
    }
}

/// One request of the universe by a user or role; each key is there or not.
pub(crate) fn any_request(random: &mut Random) -> Request {
    let callers = [
        Caller::user("arn:aws:iam::111122223333:user/ada"),
        Caller::user("arn:aws:iam::444455556666:user/eve"),
        Caller::role_session("arn:aws:iam::111122223333:role/admin", "day"),
        Caller::role_session("arn:aws:iam::111122223333:role/admin", "night"),
    ];
    let mut context = Context::complete();
    for (key, values) in KEYS {
        if let Some(values) = values.get(random.below(values.len() + 2)) {
            context = context.with(key, values.to_vec());
        }
    }
    let mut resource = Resource::new(random.pick(&RESOURCES));
    if resource.owner().is_none() {
        let owner = random.pick(&["111122223333", "444455556666"]);
        resource = resource.owned_by(owner.parse().expect("an account"));
    }
    Request {
        caller: callers[random.below(callers.len())].clone(),
        action: random.pick(&ACTIONS).to_owned(),
        resource,
        context,
    }
}
