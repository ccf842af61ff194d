//! Documents as AWS gives them, and documents that are none.

use serde_json::json;

use super::*;

#[test]
fn single_and_array_forms_read_alike() {
    let single = json!({"Version": "2012-10-17", "Statement":
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": true}}}});
    let array = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"],
         "Condition": {"Bool": {"aws:SecureTransport": ["true"]}}}]});
    let policy = Policy::from_json(&single).unwrap();
    assert_eq!(Policy::from_json(&array).as_ref(), Ok(&policy));
    assert_eq!(Policy::from_json(&policy.to_json()), Ok(policy));
}

#[test]
fn a_trust_policy_survives_a_round_trip() {
    let document = json!({"Version": "2012-10-17", "Statement": [{
        "Sid": "with spaces, as S3 allows", "Effect": "Allow",
        "Principal": {"AWS": "222222222222", "Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]},
        "Action": "sts:AssumeRole"}]});
    assert_eq!(Policy::from_json(&document).unwrap().to_json(), document);
}

#[track_caller]
fn check_refused(document: Value, expected: &str) {
    assert_eq!(
        Policy::from_json(&document).unwrap_err().to_string(),
        expected
    );
}

#[test]
fn what_the_grammar_does_not_know_is_refused_with_its_place() {
    check_refused(json!([]), "policy, at ``: expected an object");
    check_refused(
        json!({"Version": "2012-10-17"}),
        "policy, at ``: `Statement` is missing",
    );
    check_refused(
        json!({"Statement": [{"Effect": "Allow", "Actions": "*"}]}),
        "policy, at `/Statement/0`: unknown element `Actions`",
    );
    check_refused(
        json!({"Statement": {"Effect": "Allow", "Action": "*", "NotAction": "*"}}),
        "policy, at `/Statement`: `Action` and `NotAction` cannot stand together",
    );
    check_refused(
        json!({"Statement": {"Effect": "allow", "Action": "*"}}),
        "policy, at `/Statement/Effect`: expected Allow or Deny",
    );
    check_refused(
        json!({"Statement": {"Effect": "Allow", "Action": ["a:b", 1]}}),
        "policy, at `/Statement/Action/1`: expected a string",
    );
    check_refused(
        json!({"Statement": {"Effect": "Allow", "Action": "*", "Principal": {"Aws": "1"}}}),
        "policy, at `/Statement/Principal`: unknown element `Aws`",
    );
}
