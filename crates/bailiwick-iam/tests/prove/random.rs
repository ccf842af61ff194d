//! Random small policies, such that two of them often meet.

use bailiwick_iam::policy::{
    Condition, Effect, Policy, Principal, PrincipalKind, Principals, Selection, Statement,
};

/// A generator of numbers that a seed determines (xorshift).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }

    fn some<'t>(&mut self, from: &[&'t str], most: usize) -> Vec<&'t str> {
        (0..=self.below(most)).map(|_| self.pick(from)).collect()
    }
}

const ACTIONS: [&str; 8] = [
    "s3:GetObject",
    "s3:Get*",
    "s3:*",
    "*",
    "s3:PutObject",
    "S3:P?t*",
    "sqs:*",
    "*:*Object",
];
const RESOURCES: [&str; 8] = [
    "*",
    "arn:aws:s3:::logs/*",
    "arn:aws:s3:::logs/a*",
    "arn:aws:s3:::logs/ab",
    "arn:aws:s3:::*/a?",
    "arn:aws:s3:::data/*",
    "arn:aws:s3:::logs/${aws:PrincipalTag/team}",
    "arn:aws:s3:::${aws:PrincipalTag/team, 'logs'}/*",
];

/// Operators with the keys and values they are used on.
const TESTS: [(&[&str], &str, &[&str]); 6] = [
    (
        &[
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIgnoreCase",
            "StringEqualsIfExists",
            "StringNotEqualsIgnoreCase",
            "StringNotLikeIfExists",
        ],
        "aws:PrincipalTag/team",
        &[
            "a",
            "A",
            "ab",
            "a*",
            "*",
            "b?",
            "${aws:PrincipalTag/role}",
            "x${*}",
        ],
    ),
    (
        &[
            "ForAllValues:StringEquals",
            "ForAnyValue:StringEquals",
            "ForAllValues:StringLike",
            "ForAnyValue:StringLike",
            "ForAllValues:StringNotLike",
            "ForAnyValue:StringNotEquals",
        ],
        "aws:TagKeys",
        &["a", "b", "a*", "*"],
    ),
    (
        &[
            "NumericLessThan",
            "NumericEquals",
            "NumericGreaterThanEquals",
            "NumericNotEquals",
            "NumericLessThanEqualsIfExists",
        ],
        "aws:MultiFactorAuthAge",
        &["5", "10", "7.5"],
    ),
    (
        &["IpAddress", "NotIpAddress", "IpAddressIfExists"],
        "aws:SourceIp",
        &["10.0.0.0/8", "10.1.0.0/16", "192.0.2.1", "2001:db8::/32"],
    ),
    (
        &["Bool", "BoolIfExists", "Null"],
        "aws:SecureTransport",
        &["true", "false"],
    ),
    (
        &["ArnLike", "ArnNotLike", "ArnEquals"],
        "aws:SourceArn",
        &[
            "arn:aws:sns:*:111122223333:a*",
            "arn:aws:sns:us-east-1:*:ab",
            "arn:*:*:*:*:*",
        ],
    ),
];

const PRINCIPALS: [(PrincipalKind, &str); 7] = [
    (PrincipalKind::Aws, "*"),
    (PrincipalKind::Aws, "111122223333"),
    (PrincipalKind::Aws, "arn:aws:iam::111122223333:role/admin"),
    (PrincipalKind::Aws, "arn:aws:iam::111122223333:user/ada"),
    (
        PrincipalKind::Aws,
        "arn:aws:sts::111122223333:assumed-role/admin/night",
    ),
    (PrincipalKind::Service, "sns.amazonaws.com"),
    (PrincipalKind::Aws, "444455556666"),
];

/// A policy of at most three statements; with principals if `of_resource`.
pub(crate) fn policy(random: &mut Random, of_resource: bool) -> Policy {
    let count = 1 + random.below(3);
    Policy::new(
        (0..count)
            .map(|_| statement(random, of_resource))
            .collect::<Vec<_>>(),
    )
}

fn statement(random: &mut Random, of_resource: bool) -> Statement {
    let effect = if random.one_in(4) {
        Effect::Deny
    } else {
        Effect::Allow
    };
    let actions = random.some(&ACTIONS, 2);
    let action = match random.one_in(6) {
        true => Selection::all_except(actions),
        false => Selection::only(actions),
    };
    let mut statement = Statement::new(effect, action);
    let resources = random.some(&RESOURCES, 2);
    statement.resource = Some(match random.one_in(6) {
        true => Selection::all_except(resources),
        false => Selection::only(resources),
    });
    if of_resource {
        let (kind, name) = PRINCIPALS[random.below(PRINCIPALS.len())];
        let principal = Principal::of(kind, [name]);
        statement.principal = Some(match (random.one_in(8), effect, principal) {
            (true, Effect::Allow, Principal::Only(named)) => Principal::AllExcept(named),
            (_, _, _) if random.one_in(6) => Principal::Only(Principals::Everyone),
            (_, _, principal) => principal,
        });
    }
    let mut condition = Condition::default();
    for _ in 0..random.below(3) {
        let (operators, key, values) = TESTS[random.below(TESTS.len())];
        let operator = random.pick(operators);
        let values = match operator {
            "Null" => vec![random.pick(values)],
            _ => random.some(values, 2),
        };
        condition = condition.and(operator, key, values);
    }
    statement.when(condition)
}

/// The policy, of which a statement may ask whether a key is null as well.
pub(crate) fn asking_for_null(mut policy: Policy, random: &mut Random) -> Policy {
    if random.one_in(2) {
        let place = random.below(policy.statements.len());
        let statement = &mut policy.statements[place];
        let key = random.pick(&["aws:TagKeys", "aws:PrincipalTag/team"]);
        let wanted = random.pick(&["true", "false"]);
        statement.condition = std::mem::take(&mut statement.condition).and("Null", key, [wanted]);
    }
    policy
}
