//! An account to ask "who can" of: 1,000 roles with 20 statements each.

use std::hint::black_box;

use bailiwick_iam::decide::{Decision, Layers, PreparedMany, Principal};
use bailiwick_iam::policy::{Condition, Policy, Statement};
use bailiwick_iam::request::{Caller, Context, Resource};

use super::clock::{best_of, memory, seconds};
use super::fresh::Random;

const SERVICES: [(&str, &str); 6] = [
    ("s3", "arn:aws:s3:::bucket-#/*"),
    ("sqs", "arn:aws:sqs:eu-west-1:123456789012:app-#*"),
    (
        "dynamodb",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/app-#*",
    ),
    (
        "lambda",
        "arn:aws:lambda:eu-west-1:123456789012:function:app-#*",
    ),
    ("ec2", "arn:aws:ec2:eu-west-1:123456789012:instance/i-#*"),
    ("iam", "arn:aws:iam::123456789012:role/app-#-*"),
];
const VERBS: [&str; 12] = [
    "Get*",
    "List*",
    "GetObject",
    "PutObject",
    "SendMessage",
    "GetItem",
    "Query",
    "InvokeFunction",
    "StartInstances",
    "StopInstances",
    "PassRole",
    "DeleteObject",
];

/// A role's policy: 20 statements, a tenth of which deny.
fn policy(random: &mut Random) -> Policy {
    Policy::new((0..20).map(|_| {
        let (service, resource) = SERVICES[random.below(6) as usize];
        let actions: Vec<String> = (0..1 + random.below(6))
            .map(|_| format!("{service}:{}", VERBS[random.below(12) as usize]))
            .collect();
        let statement = match random.below(10) {
            0 => Statement::deny(actions),
            _ => Statement::allow(actions),
        };
        let statement = match random.below(3) {
            0 => statement.on(["*"]),
            _ => statement.on([resource.replace('#', &random.below(200).to_string())]),
        };
        match random.below(5) {
            0 => statement.when(Condition::test("Bool", "aws:SecureTransport", ["true"])),
            1 => statement.when(Condition::test(
                "StringEquals",
                "aws:PrincipalTag/team",
                ["data"],
            )),
            _ => statement,
        }
    }))
}

/// Loads the account and asks who can.
pub(crate) fn run() -> (Vec<Policy>, PreparedMany) {
    let mut random = Random(7);
    let policies: Vec<Policy> = (0..1000).map(|_| policy(&mut random)).collect();
    let before = memory();
    let mut many = None;
    let loading = seconds(|| {
        let principals = policies
            .iter()
            .enumerate()
            .map(|(number, policy)| Principal {
                caller: Caller::role_session(
                    format!("arn:aws:iam::123456789012:role/app-{number}"),
                    "bench",
                ),
                layers: Layers::identity([policy]),
            });
        many = Some(PreparedMany::new(principals));
    });
    let many = many.expect("it was made");
    let used = memory() - before;
    let context = Context::complete().with("aws:SecureTransport", ["true"]);
    let account = "123456789012".parse().expect("it is an account");
    let resource = Resource::new("arn:aws:s3:::bucket-17/key").owned_by(account);
    let mut allowed = 0;
    let asking = best_of(20, || {
        let decisions = many.who_can(black_box("s3:GetObject"), black_box(&resource), &context);
        allowed = decisions
            .filter(|(_, decision)| *decision == Decision::Allowed)
            .count();
    });
    println!(
        "who can `s3:GetObject`: {:.2} ms for 1,000 roles of 20 statements ({allowed} can); loading {:.0} ms, {used:.0} MiB",
        asking * 1e3,
        loading * 1e3,
    );
    (policies, many)
}
