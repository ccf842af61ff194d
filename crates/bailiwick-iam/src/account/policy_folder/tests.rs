use serde_json::json;

use super::*;
use crate::account::Question;
use crate::decide::Decision;
use crate::request::Resource;

fn read(files: &[(&str, Value)]) -> Accounts {
    let account = "111122223333".parse().unwrap();
    accounts(files.iter().map(|(path, value)| (*path, value)), account)
}

fn allow(action: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Action": action, "Resource": "*" } })
}

#[test]
fn a_path_says_whose_policy_a_file_is() {
    let accounts = read(&[
        ("ci.json", allow("s3:*")),
        ("users/ada.json", allow("s3:*")),
        ("roles/web/read.json", allow("s3:Get*")),
        ("roles/web/write.json", allow("s3:Put*")),
        ("444455556666/roles/far.json", allow("s3:*")),
    ]);
    let found: Vec<(&str, usize)> = accounts
        .principals()
        .map(|(_, one)| (one.arn.as_str(), one.policies.inline.len()))
        .collect();
    assert_eq!(
        found,
        [
            ("arn:aws:iam::111122223333:role/ci", 1),
            ("arn:aws:iam::111122223333:role/web", 2),
            ("arn:aws:iam::111122223333:user/ada", 1),
            ("arn:aws:iam::444455556666:role/far", 1),
        ]
    );
}

#[test]
fn trust_and_boundary_are_no_identity_policies() {
    let trust = json!({ "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": { "Service": "ec2.amazonaws.com" } } });
    let mut accounts = read(&[
        ("roles/web/all.json", allow("*")),
        ("roles/web/boundary.json", allow("ec2:*")),
        ("roles/web/trust.json", trust),
    ]);
    for account in accounts.iter_mut() {
        *account = account.clone().without_organization();
    }
    let (account, web) = accounts.principals().next().unwrap();
    assert_eq!(web.policies.inline.len(), 1);
    assert!(matches!(&web.as_role().unwrap().trust, Known::Known(_)));
    let ask = |action| {
        let question = Question::new(action, Resource::new("*"));
        accounts.ask(account, web, &question).decision
    };
    assert_eq!(ask("ec2:DescribeInstances"), Decision::Allowed);
    assert_eq!(ask("iam:ListUsers"), Decision::ImplicitlyDenied);
}
